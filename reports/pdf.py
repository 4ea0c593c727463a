"""A paper as PDF in the layout of the Word file, for reading on a phone; the fonts are the best the machine has."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, partial
from importlib.resources import files
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import cast

import typst

from reports import layout
from reports import texts_paper as texts
from reports.glyphs import drawable, font_file
from reports.paper import Annex, Grid, OfficialPaper, Text, numbered, plain, title_lines

_LAYOUT = "paper.typ"
_LONGEST = 20_000
_LATIN = {"name": texts.FONT_LATIN, "covers": "latin-in-cjk"}

_drawing = Lock()


def as_pdf(paper: OfficialPaper, notice: str = "") -> bytes:
    """The file; may be called from any thread. The same paper on the same machine makes the same bytes.

    `notice` stands small above the first page: what is to be known of the file and is no part of the paper.
    """
    source = json.dumps(_printed(paper) | {"notice": _words(notice)}, ensure_ascii=False)
    made = datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC)
    photos = [picture.content for annex in paper.annexes for picture in annex.pictures]
    compile_ = partial(_compiled, sys_inputs={"paper": source}, timestamp=made)
    if not photos:
        return compile_(_compiler())
    with TemporaryDirectory() as folder:
        return compile_(_beside(Path(folder), photos))


def _compiled(compiler: typst.Compiler, *, sys_inputs: dict[str, str], timestamp: datetime) -> bytes:
    with _drawing:  # a kept compiler holds one document at a time
        made = compiler.compile(format="pdf", pdf_tags=False, timestamp=timestamp, sys_inputs=sys_inputs)
    return cast("bytes", made)


def _beside(folder: Path, photos: list[bytes]) -> typst.Compiler:
    """A compiler that finds the photos beside the layout: it takes no pictures from memory."""
    layout_file = folder / _LAYOUT
    layout_file.write_bytes(files("reports").joinpath(_LAYOUT).read_bytes())
    for name, photo in zip(photo_names(), photos, strict=False):
        (folder / name).write_bytes(photo)
    return typst.Compiler(str(layout_file), font_paths=[str(font_file().parent)])


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(files("reports").joinpath(_LAYOUT)), font_paths=[str(font_file().parent)])


def photo_names() -> Iterator[str]:
    """What the photos are called, in their order."""
    return (f"photo{nth}.jpg" for nth in count(1))


def _printed(paper: OfficialPaper) -> dict[str, object]:
    names = photo_names()
    return {
        "name": _words(paper.name),
        "day": {"year": paper.day.year, "month": paper.day.month, "day": paper.day.day},
        "date": texts.day(paper.day),
        "fonts": {use: [_LATIN, *families] for use, families in texts.FAMILIES.items()},
        "title": list(map(_words, title_lines(paper.title, layout.TITLE_WIDTH))),
        "addressee": _words(layout.addressed(paper)),
        "opening": _all(paper.opening),
        "sections": [
            {
                "level": section.level,
                "heading": _words(number + section.heading),
                "paragraphs": _all(section.paragraphs),
                "grids": list(map(_grid, section.grids)),
                "notes": _all(section.notes),
            }
            for number, section in numbered(paper.sections)
        ],
        "closing": _all(paper.closing),
        "annex_list": [(_words(words), left - before) for words, left, before in layout.annex_list(paper)],
        "signature": _words(paper.signature),
        "right": layout.free_right(paper),
        "annexes": [
            _annex(number, annex, names)
            for number, annex in zip(layout.annex_numbers(paper), paper.annexes, strict=True)
        ],
        "page_before": texts.PAGE_BEFORE,
        "page_after": texts.PAGE_AFTER,
    }


def _annex(number: str, annex: Annex, names: Iterator[str]) -> dict[str, object]:
    grids = list(map(_grid, annex.grids))
    photos = [
        {"file": next(names), "size": layout.fitted(picture), "caption": _words(picture.caption)}
        for picture in annex.pictures
    ]
    return {
        "number": number,
        "title": _words(annex.title),
        "grids": grids,
        "photos": photos,
        "notes": _all(annex.notes),
    }


def _grid(grid: Grid) -> dict[str, object]:
    rows = (*grid.rows, *((grid.total,) if grid.total else ()))
    return {
        "title": _words(grid.title),
        "head": list(map(_words, grid.head)),
        "widths": grid.widths,
        "rows": [_all(row) for row in rows],
        "centred": [[layout.centred(nth, cell) for nth, cell in enumerate(row)] for row in rows],
    }


def _all(said: tuple[Text, ...]) -> list[str]:
    return [_words(plain(text)) for text in said]


def _words(words: str) -> str:
    return drawable(words, _LONGEST)
