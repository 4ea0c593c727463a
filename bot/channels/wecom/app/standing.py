"""What WeCom itself says of an app: whether its id and secret are accepted from this machine."""

from datetime import UTC, datetime

from bot.channels.wecom.app.api import Api, Credentials
from bot.channels.wecom.app.faults import Refused, Unreached


class _Nowhere:
    """Keeps no token: nobody calls anything afterwards."""

    def kept(self) -> None:
        return None

    def keep(self, token: str, until: datetime) -> None:
        pass


async def standing(url: str, company: str, secret: str) -> int | None:
    """0 where the app is accepted, the code of the refusal where it is not, None where WeCom is not reached."""
    api = Api(url, Credentials(company, secret), _Nowhere(), lambda: datetime.now(UTC))
    try:
        await api.new_token()
    except Refused as refused:
        return refused.code
    except Unreached:
        return None
    finally:
        await api.close()
    return 0
