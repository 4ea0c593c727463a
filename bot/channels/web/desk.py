"""What every page of the site works with, put together once; and the answers they share."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.channel import Answer
from bot.channels.web.attempts import Attempts
from bot.channels.web.backstage import Backstage
from bot.channels.web.hub import Hub
from bot.channels.web.visitors import Visitors

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Desk:
    """The handed-in parts of the site; `answer` keeps what comes in."""

    backstage: Backstage
    visitors: Visitors
    hub: Hub
    answer: Answer
    attempts: Attempts

    def account(self, request: Request) -> str | None:
        """The account this request speaks for, or None."""
        return self.visitors.account(request.query_params.get("persona"), request.cookies)


def problem(status: int, text: str) -> JSONResponse:
    """A refusal that the page can show as it is."""
    return JSONResponse({"text": text}, status)
