"""Names of the taxonomy, and the words that mean them: from the taxonomy itself and from the lexicon."""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeVar

from handlers.read.lexicon import sections
from storage.model.taxonomy import Taxonomy, Term

Built = TypeVar("Built")
_REMEMBERED = 8


def remembered(build: Callable[[Taxonomy], Built]) -> Callable[[Taxonomy], Built]:
    """What is built from a taxonomy is built once. It is known again by identity: hashing it whole takes longer."""
    kept: list[tuple[Taxonomy, Built]] = []

    @wraps(build)
    def built(taxonomy: Taxonomy) -> Built:
        for known, value in kept:
            if known is taxonomy:
                return value
        value = build(taxonomy)
        kept.insert(0, (taxonomy, value))
        del kept[_REMEMBERED:]
        return value

    return built


class Meaning(NamedTuple):
    """A word and the name of the taxonomy it stands for."""

    word: str
    name: str


@remembered
def kind_words(taxonomy: Taxonomy) -> tuple[Meaning, ...]:
    """Every word for a kind of activity, longest first."""
    return _meanings(taxonomy.kinds, "kinds")


@remembered
def audience_words(taxonomy: Taxonomy) -> tuple[Meaning, ...]:
    """Every word for an audience, longest first."""
    return _meanings(taxonomy.audiences, "audiences")


@remembered
def programme_words(taxonomy: Taxonomy) -> tuple[Meaning, ...]:
    """Every word for a programme, longest first; of two editions the one now in force wins."""
    current = tuple(programme for programme in taxonomy.programmes if programme.edition == taxonomy.edition)
    earlier = tuple(programme for programme in taxonomy.programmes if programme.edition != taxonomy.edition)
    return _meanings((*current, *earlier), "programmes")


def kind_named(text: str, taxonomy: Taxonomy) -> tuple[str, str] | None:
    """The kind a short text names, and the word that names it."""
    return _named(text, kind_words(taxonomy))


def audience_named(text: str, taxonomy: Taxonomy) -> tuple[str, str] | None:
    """The audience a short text names, and the word that names it."""
    return _named(text, audience_words(taxonomy))


def programme_named(text: str, taxonomy: Taxonomy) -> tuple[str, str] | None:
    """The programme a short text names, and the word that names it."""
    return _named(text, programme_words(taxonomy))


def _named(text: str, meanings: tuple[Meaning, ...]) -> tuple[str, str] | None:
    return next(((meaning.name, meaning.word) for meaning in meanings if meaning.word in text), None)


def _meanings(terms: tuple[Term, ...], lexicon: str) -> tuple[Meaning, ...]:
    """Words of the file first: an office may give a word of the lexicon another meaning."""
    found: dict[str, str] = {}
    for term in terms:
        for word in (term.name, *term.aliases):
            found.setdefault(word, term.name)
    known = {term.name for term in terms}
    for name, words in sections(lexicon).items():
        for word in words if name in known else ():
            found.setdefault(word, name)
    return tuple(Meaning(word, name) for word, name in sorted(found.items(), key=lambda pair: -len(pair[0])))
