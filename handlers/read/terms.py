"""Names of the taxonomy, and the words that mean them: from the taxonomy itself and from the lexicon."""

from functools import lru_cache
from typing import NamedTuple

from handlers.read.lexicon import sections
from storage.model.taxonomy import Taxonomy, Term


class Meaning(NamedTuple):
    """A word and the name of the taxonomy it stands for."""

    word: str
    name: str


@lru_cache(maxsize=8)
def kind_words(taxonomy: Taxonomy) -> tuple[Meaning, ...]:
    """Every word for a kind of activity, longest first."""
    return _meanings(taxonomy.kinds, "kinds")


@lru_cache(maxsize=8)
def audience_words(taxonomy: Taxonomy) -> tuple[Meaning, ...]:
    """Every word for an audience, longest first."""
    return _meanings(taxonomy.audiences, "audiences")


@lru_cache(maxsize=8)
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
