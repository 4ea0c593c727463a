"""Patterns wait for their first use; none of them is broken."""

import re
from importlib import import_module
from pathlib import Path

import handlers.read.reader
from handlers.read.patterns import compile_each, regex
from tests.read.reading_one import CONTEXT

MODULES = sorted(path.stem for path in Path(handlers.read.reader.__file__).parent.glob("[!_]*.py"))


def test_every_pattern_compiles() -> None:
    for name in MODULES:
        import_module(f"handlers.read.{name}")
    handlers.read.reader.read("昨天在北营村讲防震，来了80人，发了折页150份。", CONTEXT)

    list(compile_each())


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    number = regex(r"(?P<number>\d+)人")

    assert number.search("来了80人")
    assert number.match("来了80人", 2)
    assert not number.fullmatch("来了80人")
    assert number.sub("x", "3人4人") == "xx"
    assert number.findall("3人4人") == ["3", "4"]
    assert number.groupindex == {"number": 1}


def test_a_pattern_heeds_its_flags() -> None:
    assert regex("qq", re.IGNORECASE).search("QQ群")


def test_the_same_source_is_compiled_once() -> None:
    assert regex("[人名]位") is regex("[人名]位")


def test_no_file_of_the_reader_compiles_as_it_is_loaded() -> None:
    folder = Path(handlers.read.reader.__file__).parent
    eager = [name for name in MODULES if "re.compile(" in (folder / f"{name}.py").read_text(encoding="utf-8")]

    assert eager == ["patterns"]
