"""The app's way to people: through WeCom's server."""

from bot.channel import Delivery, SendFailed
from bot.channels.wecom.app.api import Api
from bot.channels.wecom.app.faults import UNREACHABLE, Refused, Unanswered, Unreached, judged
from bot.channels.wecom.frames import Body
from bot.channels.wecom.sending import Media, Words
from bot.channels.wecom.upload import LARGEST_FILE
from bot.render import as_lines
from handlers.texts import wecom as texts


def escaped(words: str) -> str:
    """What would make a link, as what looks the same."""
    return words.translate(texts.NO_LINKS)


WORDS = Words("text", 2048, lambda message: escaped(as_lines(message)), escaped)
"""Texts and their bytes (page 90236): markdown has neither lists nor tables here, and is not shown inside WeChat."""
TWICE_WITHIN = 120
"""Seconds within which WeCom drops a push that is the same as one before: as long as repeating it may take."""


class Line:
    """A way in the sense of `sending.Way`: as the app of number `agent`.

    Without `with_cards` choices are typed: inside WeChat no card is shown.
    """

    words, running = WORDS, True

    def __init__(self, api: Api, agent: int, *, with_cards: bool = True) -> None:
        """Nothing is opened."""
        self._api, self._agent, self._with_cards = api, agent, with_cards

    def takes_cards(self, account: str) -> bool:  # noqa: ARG002 - all are alike
        """Whether people see cards."""
        return self._with_cards

    async def bring_up(self, media: Media) -> Body:
        """The body that shows a file. Raises SendFailed, never an uncertain one: nobody has seen anything of it."""
        if len(media.content) > LARGEST_FILE:
            raise SendFailed("the file is too large for WeCom", permanent=True)
        try:
            found = await self._api.upload(media.kind, media.name, media.content)
        except Unanswered:
            raise judged(Unreached()) from None
        except (Refused, Unreached) as error:
            raise judged(error) from None
        return {"msgtype": media.kind, media.kind: {"media_id": found}}

    async def show(self, delivery: Delivery, body: Body) -> None:
        """One part. Raises SendFailed."""
        try:
            answer = await self._posted({"touser": delivery.account, "agentid": self._agent, **body}, delivery.urgent)
        except (Refused, Unreached, Unanswered) as error:
            raise judged(error) from None
        if answer.get("invaliduser") or answer.get("unlicenseduser"):
            raise judged(Refused(UNREACHABLE[0]))

    async def _posted(self, body: Body, urgent: bool) -> Body:  # noqa: FBT001 - of a delivery
        """A push of which nobody knows what became is sent again: the platform drops what it has already (P1)."""
        if urgent:
            return await self._api.call("message/send", body)
        body |= {"enable_duplicate_check": 1, "duplicate_check_interval": TWICE_WITHIN}
        try:
            return await self._api.call("message/send", body)
        except Unanswered:
            return await self._api.call("message/send", body)
