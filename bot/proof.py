"""A draft with its figures marked, as a Word file: that which was sent, or one laid out from its text."""

from datetime import datetime

from bot.evidence import EvidenceFolder
from handlers.sheets import Noted, Proof


def proof(asked: Proof, at: datetime, folder: EvidenceFolder | None) -> bytes:
    """The file; where the one that was sent is gone meanwhile, its text as it was read."""
    sent = _sent(asked, folder)
    return on_word(sent, asked, at) if sent else on_text(asked, at)


def on_word(content: bytes, asked: Proof, at: datetime) -> bytes:
    """The Word file that was sent, with marks. Raises reports.draft.Unopened."""
    from reports.draft_marks import Found, Note, marked  # noqa: PLC0415 - few turns make a file

    def note(one: Noted) -> Note:
        places = one.start - asked.begins, one.end - asked.begins
        return Note(*places, Found[one.verdict.upper()], one.value, one.what)

    notes = (note(one) for one in asked.notes if one.start >= asked.begins)
    return marked(content, notes, asked.title, at)


def on_text(asked: Proof, at: datetime) -> bytes:
    """A text that was pasted, laid out and marked."""
    from reports.draft import laid_out  # noqa: PLC0415 - few turns make a file

    word = laid_out(asked.text, asked.title, at.date())
    return on_word(word, Proof(asked.title, asked.text, asked.notes), at)


def _sent(asked: Proof, folder: EvidenceFolder | None) -> bytes:
    if not asked.word or folder is None:
        return b""
    try:
        return folder.path(asked.word).read_bytes()
    except OSError:
        return b""
