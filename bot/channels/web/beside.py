"""Other applications on the same address, each on one path of its own: the webhooks of other channels."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class Beside:
    """Hands a request to the application of its exact path, everything else to the site."""

    def __init__(self, applications: Mapping[str, ASGIApp], site: ASGIApp) -> None:
        """`applications` by path."""
        self._applications, self._site = applications, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        own = self._applications.get(scope.get("path", "")) if scope["type"] == "http" else None
        await (own or self._site)(scope, receive, send)
