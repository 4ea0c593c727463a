"""The site of the web chat: which address leads where."""

import logging

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.web.desk import HERE, Desk, problem
from bot.channels.web.front import Front, font
from bot.channels.web.guard import Guard
from bot.channels.web.incoming import Intake
from bot.channels.web.outgoing import Outlet
from handlers.texts import edge as texts

log = logging.getLogger(__name__)


def site(desk: Desk, hosts: frozenset[str] | None) -> Starlette:
    """The ASGI application; `hosts` are the names it answers to, None any."""
    front, intake, outlet = Front(desk), Intake(desk), Outlet(desk)
    routes = [
        Route("/", front.page),
        Route("/sign-in", front.form, methods=["GET"]),
        Route("/sign-in", front.sign_in, methods=["POST"]),
        Route("/sign-out", front.sign_out, methods=["POST"]),
        Route("/stranger", front.stranger, methods=["POST"]),
        Route("/events", outlet.events),
        Route("/messages", intake.message, methods=["POST"]),
        Route("/taps", intake.tap, methods=["POST"]),
        Route("/files", intake.files, methods=["POST"]),
        Route("/files/{sha256}", outlet.file),
        Route("/pictures/{delivery:path}.png", outlet.picture),
        Route("/documents/{delivery:path}", outlet.document),
        Route("/font", font),
        Mount("/page", StaticFiles(directory=HERE / "page")),
    ]
    handlers = dict.fromkeys(desk.backstage.unavailable, _unavailable) | {404: _not_found}
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)], exception_handlers=handlers)


async def _unavailable(request: Request, _fault: Exception) -> Response:
    """The store cannot keep or read just now; the page holds on to the message and tries again."""
    log.warning("The store is not available", extra={"action": "unavailable", "path": request.url.path})
    return problem(503, texts.NOT_KEPT)


async def _not_found(_request: Request, _fault: Exception) -> Response:
    return problem(404, texts.NOT_FOUND)
