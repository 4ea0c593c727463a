"""The least a page costs: the same web server, one page and nothing behind it. `python -m bench.bare_page PORT`."""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


def page(_request: Request) -> PlainTextResponse:
    """The page."""
    return PlainTextResponse("page")


if __name__ == "__main__":
    site = Starlette(routes=[Route("/", page)])
    uvicorn.run(site, host="127.0.0.1", port=int(sys.argv[1]), log_config=None)
