"""What refusals of a group robot mean for going on: wait, give up, or do not know."""

import httpx

from bot.channel import SendFailed

TOO_OFTEN = (45009, 45033)
GONE = {
    93000: "the robot's address is wrong, or it was removed",
    93004: "the robot is disabled",
    93008: "the robot is not in the group",
}
BUSY = -1
_MINUTE = 60.0


def judged(code: int) -> SendFailed:
    """The failure of an answered call, by its code; its words are for nobody's eyes."""
    if code in TOO_OFTEN:
        return SendFailed("WeCom asked to wait", retry_after=_MINUTE)
    if code == BUSY:
        return SendFailed("WeCom is busy", retry_after=1)
    return SendFailed(GONE.get(code, f"WeCom refused it: {code}"), permanent=True)


def unanswered(error: httpx.HTTPError) -> SendFailed:
    """The failure of a call without an answer: what never left may be sent again, what left may have arrived."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return SendFailed("WeCom cannot be reached", away=True)
    return SendFailed("no answer from WeCom", uncertain=True)
