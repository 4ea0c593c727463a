"""What the documents promise: conversations that were really had, files that are there, the same in both languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
LINK = re.compile(r"\]\(([^)#:]+)\)|<img src=\"([^\"]+)\"")


@pytest.mark.parametrize("document", DOCUMENTS, ids=[one.name for one in DOCUMENTS])
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    targets = [link or picture for link, picture in LINK.findall(document.read_text(encoding="utf-8"))]

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_conversation_in_the_readme_is_one_that_was_had(name: str) -> None:
    readme = (ROOT / name).read_text(encoding="utf-8")
    shown = re.search(r"```\n(小林>.*?)```", readme, re.DOTALL)

    assert shown is not None
    assert shown[1] in (ROOT / "tests/transcripts/one_sentence.txt").read_text(encoding="utf-8")


def test_both_readmes_name_the_same_commands_and_settings() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    names = r"`(KEPU_\w+|python -m bot \w+)`"

    assert set(re.findall(names, english)) == set(re.findall(names, chinese)) != set()


def test_the_words_of_the_manual_are_understood() -> None:
    """Every command the manual tells people to send is one."""
    from handlers.read.commands import read_command

    manual = (ROOT / "docs/用户手册.md").read_text(encoding="utf-8")
    words = re.findall(r"发\*\*(\w+)\*\*", manual)

    assert words
    assert [word for word in words if read_command(word) is None] == []
