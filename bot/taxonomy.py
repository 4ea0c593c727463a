"""Loads the taxonomy file: checked whole, and every fault named with its line and the way out."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from bot.forms import load_forms
from bot.shells import load_shells
from storage.model.activity import Category
from storage.model.taxonomy import Campaign, Item, Kind, Programme, Taxonomy, Term

SHIPPED = Path(__file__).with_name("taxonomy.yaml")
NAME = "taxonomy.yaml"
"""A file of this name in the data folder takes the place of the shipped one."""

_SEVERAL = ("aliases", "measures", "audiences", "days", "words")
_LISTS = ("kinds", "audiences", "items")
_ENTRY = {
    "kinds": {"name", "aliases", "session"},
    "audiences": {"name", "aliases"},
    "programmes": {"name", "aliases", "audiences"},
    "items": {"name", "aliases", "measures", "action", "category"},
    "campaigns": {"name", "aliases", "days", "words"},
}


class TaxonomyFault(Exception):
    """The file cannot be used: one sentence per fault, each with its line and the way out."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep all faults; they are shown at once."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class _Entry:
    """One mapping of the file: where it stands, its texts and its lists."""

    line: int
    name: str
    texts: dict[str, str]
    lists: dict[str, tuple[str, ...]]


def taxonomy_file(data_dir: Path) -> Path:
    """The office's own file where it has one, else the shipped one."""
    own = data_dir / NAME
    return own if own.exists() else SHIPPED


def load_taxonomy(path: Path = SHIPPED) -> Taxonomy:
    """The classes of a file, with the shipped papers. Raises TaxonomyFault with everything that is wrong at once."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise TaxonomyFault(
            (f"{path} cannot be read ({type(error).__name__}): make it a text file in UTF-8.",)
        ) from None
    except yaml.YAMLError as error:
        raise TaxonomyFault((_syntax(path, error),)) from None
    reader = _Reader(path)
    taxonomy = reader.taxonomy(root)
    if reader.faults:
        raise TaxonomyFault(tuple(reader.faults))
    return replace(taxonomy, shells=load_shells(), forms=load_forms())


def _syntax(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return f"{path}, line {line}: this is not YAML: check brackets, commas and the blank behind each colon."


class _Reader:
    """Walks the nodes of one file and gathers what is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(f"{self.path}, line {line}: {sentence}")

    def taxonomy(self, root: yaml.Node | None) -> Taxonomy:
        parts = self._mapping(root, {"version", "edition", "programmes", "campaigns", *_LISTS}) if root else {}
        for missing in sorted({"version", "edition", "programmes", *_LISTS} - parts.keys()):
            self.fault(1, f"“{missing}” is missing: take it over from the shipped file {SHIPPED.name}.")
        kinds, audiences, items = (self._entries(parts.get(name), name) for name in _LISTS)
        programmes = self._programmes(parts.get("programmes"), {entry.name for entry in audiences})
        edition = self._text(parts.get("edition"))
        if edition and programmes and edition not in {programme.edition for programme in programmes}:
            self.fault(_line(parts.get("edition")), f"there are no programmes of the edition “{edition}”: add them.")
        return Taxonomy(
            version=self._text(parts.get("version")),
            edition=edition,
            kinds=tuple(Kind(one.name, one.lists.get("aliases", ()), one.texts.get("session", "")) for one in kinds),
            programmes=programmes,
            audiences=tuple(Term(one.name, one.lists.get("aliases", ())) for one in audiences),
            items=tuple(self._item(one) for one in items),
            campaigns=tuple(map(self._campaign, self._entries(parts.get("campaigns"), "campaigns"))),
        )

    def _programmes(self, node: yaml.Node | None, audiences: set[str]) -> tuple[Programme, ...]:
        found = []
        for edition, entries in self._mapping(node, None).items() if node else ():
            for one in self._entries(entries, "programmes"):
                for unknown in set(one.lists.get("audiences", ())) - audiences:
                    self.fault(one.line, f"“{unknown}” is no audience of this file: add it under audiences.")
                found.append(Programme(one.name, one.lists.get("aliases", ()), edition, one.lists.get("audiences", ())))
        return tuple(found)

    def _campaign(self, one: _Entry) -> Campaign:
        days = tuple(filter(None, (self._days(one.line, said) for said in one.lists.get("days", ()))))
        return Campaign(one.name, one.lists.get("aliases", ()), days, one.lists.get("words", ()))

    def _days(self, line: int, said: str) -> tuple[date, date] | None:
        first, _, last = said.partition("/")
        try:
            found = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            found = None
        if found is None or found[1] < found[0]:
            self.fault(line, f"“{said}” are no days: write first and last as 2026-05-23/2026-05-30.")
            return None
        return found

    def _item(self, one: _Entry) -> Item:
        category = one.texts.get("category", Category.MATERIAL.value)
        if category not in list(Category):
            self.fault(one.line, f"“{category}” is no category: write one of {', '.join(Category)}.")
            category = Category.MATERIAL.value
        return Item(
            name=one.name,
            aliases=one.lists.get("aliases", ()),
            measures=one.lists.get("measures", ()),
            action=one.texts.get("action", ""),
            category=Category(category),
        )

    def _entries(self, node: yaml.Node | None, part: str) -> tuple[_Entry, ...]:
        """The entries of a list; a name or alias may stand only once in it."""
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.fault(_line(node), f"{part} must be a list: begin each entry with “- {{name: …}}”.")
            return ()
        entries = tuple(self._entry(one, part) for one in node.value)
        known: dict[str, int] = {}
        for entry in entries:
            for word in (entry.name, *entry.lists.get("aliases", ())):
                if word in known:
                    self.fault(entry.line, f"“{word}” stands in line {known[word]} already: keep one of the two.")
                known.setdefault(word, entry.line)
        return entries

    def _entry(self, node: yaml.Node, part: str) -> _Entry:
        line = _line(node)
        fields = self._mapping(node, _ENTRY[part])
        lists = {name: self._list(one) for name, one in fields.items() if name in _SEVERAL}
        texts = {name: self._text(one) for name, one in fields.items() if name not in lists}
        if not texts.get("name"):
            self.fault(line, "this entry has no name: write it as “- {name: …}”.")
        return _Entry(line, texts.get("name", ""), texts, lists)

    def _mapping(self, node: yaml.Node | None, known: set[str] | None) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fault(_line(node), "here must stand “name: value” pairs: compare with the shipped file.")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self._text(key)
            if known is not None and name and name not in known:
                self.fault(_line(key), f"“{name}” is not known here: use {', '.join(sorted(known))}.")
            elif name in found:
                self.fault(_line(key), f"“{name}” stands here twice: keep one.")
            found[name] = value
        return found

    def _list(self, node: yaml.Node) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(_line(node), "here must stand a list in brackets: [one, two].")
            return ()
        return tuple(filter(None, map(self._text, node.value)))

    def _text(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            self.fault(_line(node), "here must stand a text: write it behind the colon.")
            return ""
        return str(node.value).strip()


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node is not None else 1
