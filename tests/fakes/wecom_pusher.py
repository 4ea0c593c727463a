"""WeCom as it delivers to an app: signed and sealed by another's code, repeated until it is answered."""

from collections.abc import Callable
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import httpx
import xmltodict
from wechatpy.work.crypto import WeChatCrypto

from tests.fakes.wecom_server import AGENT, COMPANY

TOKEN, KEY = "token-of-the-fake", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
TRIES = 4
"""The first, and three more where the answer is not 200."""


class Pusher:
    """Delivers to `url` through `client`; `now` is when everything happens, in seconds since 1970."""

    def __init__(self, client: httpx.AsyncClient, url: str, now: Callable[[], float]) -> None:
        self._client, self._url, self._now = client, url, now
        self._crypto = WeChatCrypto(TOKEN, KEY, COMPANY)
        self._numbers = count(1)
        self.statuses: list[int] = []

    async def text(self, person: str, words: str) -> dict[str, str]:
        return await self.message(person, "text", Content=words)

    async def message(self, person: str, kind: str, **more: str) -> dict[str, str]:
        """Somebody writes; what was answered at once, deeper elements as `Outer.Inner`."""
        return await self.deliver(self.letter(person, MsgType=kind, MsgId=str(10**18 + next(self._numbers)), **more))

    async def event(self, person: str, event: str, **more: str) -> dict[str, str]:
        """Something happens."""
        return await self.deliver(self.letter(person, MsgType="event", Event=event, **more))

    async def tap(self, person: str, task: str, key: str) -> dict[str, str]:
        return await self.event(
            person, "template_card_event", EventKey=key, TaskId=task, CardType="button_interaction", ResponseCode="rc1"
        )

    def letter(self, person: str, **more: str) -> str:
        """A message in its XML."""
        head = {"ToUserName": COMPANY, "FromUserName": person, "CreateTime": str(int(self._now())), **more}
        return "".join(f"<{name}>{escape(text)}</{name}>" for name, text in (head | {"AgentID": str(AGENT)}).items())

    def sealed(self, letter: str, *, company: str = COMPANY, token: str = TOKEN) -> tuple[dict[str, str], str]:
        """The query and the body of a delivery."""
        nonce, moment = f"n{next(self._numbers)}", str(int(self._now()))
        crypto = WeChatCrypto(token, KEY, company)
        outer = xmltodict.parse(crypto.encrypt_message(f"<xml>{letter}</xml>", nonce, moment))["xml"]
        query = {"msg_signature": outer["MsgSignature"], "timestamp": moment, "nonce": nonce}
        return query, f"<xml><ToUserName>{COMPANY}</ToUserName><Encrypt><![CDATA[{outer['Encrypt']}]]></Encrypt></xml>"

    async def deliver(self, letter: str) -> dict[str, str]:
        """Bring a message, again where the answer is not 200; what was answered at once."""
        query, body = self.sealed(letter)
        for _ in range(TRIES):
            answer = await self._client.post(self._url, params=query, content=body.encode())
            self.statuses.append(answer.status_code)
            if answer.status_code == httpx.codes.OK:
                return self._opened(answer.text)
        return {}

    async def verify(self, echo: str) -> httpx.Response:
        """The address is entered in the admin console."""
        nonce, moment = "1597212914", str(int(self._now()))
        outer = xmltodict.parse(self._crypto.encrypt_message(echo, nonce, moment))["xml"]
        query = {"msg_signature": outer["MsgSignature"], "timestamp": moment, "nonce": nonce}
        return await self._client.get(self._url, params=query | {"echostr": outer["Encrypt"]})

    def _opened(self, answer: str) -> dict[str, str]:
        if not answer:
            return {}
        outer = xmltodict.parse(answer)["xml"]
        inner = self._crypto.decrypt_message(answer, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
        found: dict[str, Any] = xmltodict.parse(inner)["xml"]
        deep = {
            f"{name}.{key}": text for name, one in found.items() if isinstance(one, dict) for key, text in one.items()
        }
        return found | deep
