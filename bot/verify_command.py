"""`report --verify`: every figure of a Word file, recomputed from the records of its release or from the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from bot.app import Ledger
from bot.command_line import FAILED, WRONG_USE
from bot.corrected import Spoilt, released_file
from bot.made import Made, made_of, said_in
from handlers import goals
from handlers.corrections import corrections
from handlers.origins import label
from handlers.texts import verifying as texts
from reports.marks import Marks, Unreadable, read_marks
from reports.texts import PLAIN_SESSION_WORD
from reports.verify import Fault, Finding, findings
from storage.facts import StoredFacts
from storage.model.goals import since
from storage.model.origins import Sums
from storage.model.releases import Release

SENTENCES = {
    Fault.WORDS: texts.WORDS,
    Fault.VALUE: texts.VALUE,
    Fault.REMOVED: texts.REMOVED,
    Fault.EXTRA: texts.EXTRA,
    Fault.UNTRACED: texts.UNTRACED,
}


class WrongFile(Exception):
    """The file cannot be checked; the sentence names the way out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is checked: its marks, what it says it was made of, its release if it has one."""

    content: bytes
    marks: Marks
    made: Made
    release: Release | None


def verify(ledger: Ledger, file: Path, out: TextIO, err: TextIO) -> int:
    """Name every figure that differs; 0 where none does, 1 where one does, 2 where the file cannot be checked.

    Raises storage's Unavailable.
    """
    try:
        with ledger.desk.database.reading() as tx:
            facts = StoredFacts(tx, ledger.desk.taxonomy, ledger.desk.fresh_code)
            lines = tuple(_told(_opened(file, facts), facts, ledger.now()))
    except WrongFile as wrong:
        err.write(f"{wrong}\n")
        return WRONG_USE
    except Spoilt as spoilt:
        err.write(f"{texts.SPOILT.format(release=spoilt)}\n")
        return FAILED
    out.writelines(f"{line}\n" for line, _ in lines)
    return FAILED if any(wrong for _, wrong in lines) else 0


def _opened(file: Path, facts: StoredFacts) -> Checked:
    try:
        content = file.read_bytes()
        marks = read_marks(content)
    except (OSError, Unreadable) as error:
        raise WrongFile(texts.UNREADABLE.format(file=file)) from error
    made = made_of(marks.source)
    if made is None:
        raise WrongFile(texts.NOT_OURS.format(file=file))
    release = facts.release(made.paper.release) if made.paper.release else None
    if made.paper.release and release is None:
        raise WrongFile(texts.NO_RELEASE.format(file=file, release=made.paper.release))
    return Checked(content, marks, made, release)


def _told(checked: Checked, facts: StoredFacts, now: datetime) -> Iterator[tuple[str, bool]]:
    """Every line, and whether it says that something is wrong."""
    found = _findings(checked, facts)
    yield _head(checked, now), False
    if found:
        yield texts.WRONG.format(count=len(found)), True
        yield from ((_sentence(one, facts), True) for one in found)
    else:
        yield texts.SOUND.format(count=len(checked.marks.listed)), False
    if checked.release:
        yield from ((line, True) for line in _since(checked.release, facts, now))


def _findings(checked: Checked, facts: StoredFacts) -> tuple[Finding, ...]:
    release, made = checked.release, checked.made
    scope = made.paper.scope
    if release is None:
        found = goals.goals(facts, scope)
        sources = facts.sources(scope, made.before, PLAIN_SESSION_WORD, since(found, made.days))
        whole = Sums(sources, said_in(made, facts.entries_below(scope.unit_id)), found)
        return findings(checked.marks, checked.marks, whole)
    printed, entries = read_marks(released_file(facts, release)), facts.released_entries(release)
    sources = facts.released_sources(release, PLAIN_SESSION_WORD)
    found = goals.of_entries(entries, scope.unit_id, made.days)
    return findings(checked.marks, printed, Sums(sources, said_in(made, entries), found))


def _head(checked: Checked, now: datetime) -> str:
    release = checked.release
    if release is None:
        return texts.PLAIN.format(title=checked.made.paper.title)
    at = f"{release.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
    same = sha256(checked.content).hexdigest() == release.digest
    return (texts.IDENTICAL if same else texts.RELEASED).format(title=release.title, at=at)


def _sentence(one: Finding, facts: StoredFacts) -> str:
    named = label(one.origin, facts) if one.origin else ""
    return SENTENCES[one.fault].format(label=named, was=one.was, now=one.now)


def _since(release: Release, facts: StoredFacts, now: datetime) -> Iterator[str]:
    found = corrections(release, facts, now)
    for one in found.records:
        yield texts.SINCE.format(
            number=one.number, unit=one.unit, title=one.title, what=one.what, why=one.why, who=one.who, when=one.when
        )
    for named, was, is_now in found.totals:
        yield texts.SINCE_TOTAL.format(label=named, was=was, now=is_now)
