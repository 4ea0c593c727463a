"""What became of a call to WeCom's server, and what its refusals mean (pages 90313 and 90236)."""

from bot.channel import SendFailed
from bot.channels.wecom.frames import TOO_OLD

STALE_TOKEN = (40014, 41001, 42001)
NOT_ACCEPTED = (40001, 40013, 40056, 40091, 48002, 50003, 60011, 60020, 301002)
"""Something in the settings of the app is wrong: nothing is wrong with the message."""
UNREACHABLE = (40003, 43004, 46004, 50002, 60021, 60111, 81013, 82001, 84061, 92000)
TOO_OFTEN, TOO_MANY, BUSY, MEDIA_GONE = 45009, 45033, -1, 40007
_MINUTE = 60.0


class Refused(Exception):
    """WeCom answered with an error code; its words are for nobody's eyes."""

    def __init__(self, code: int) -> None:
        """Keep the code."""
        super().__init__(f"refused with {code}")
        self.code = code


class Unreached(Exception):
    """Nothing left this machine, so nothing happened."""


class Unanswered(Exception):
    """It left this machine and nobody said what became of it."""


def judged(error: Refused | Unreached | Unanswered) -> SendFailed:
    """The failure of a call as the outbox takes it."""
    match error:
        case Unreached():
            return SendFailed("WeCom cannot be reached", away=True)
        case Unanswered():
            return SendFailed("no answer from WeCom", uncertain=True)
        case Refused(code=code):
            return _refused(code)


def _refused(code: int) -> SendFailed:
    if code in NOT_ACCEPTED:
        return SendFailed("WeCom does not accept the app", away=True)
    if code in UNREACHABLE:
        return SendFailed("the person is not among those who see the app", permanent=True)
    if code == TOO_OFTEN or code in STALE_TOKEN:
        return SendFailed("WeCom asked to wait", retry_after=_MINUTE)
    if code == MEDIA_GONE:
        return SendFailed(TOO_OLD, retry_after=2)
    if code in (BUSY, TOO_MANY):
        return SendFailed("WeCom is busy", retry_after=2)
    return SendFailed(f"WeCom refused it: {code}", permanent=True)
