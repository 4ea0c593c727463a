"""The file of the official classes: what is taken, and every fault with its line and the way out."""

from pathlib import Path

import pytest

from bot.taxonomy import NAME, SHIPPED, TaxonomyFault, load_taxonomy, taxonomy_file
from storage.model.activity import Category

SOUND = """\
version: 1
edition: "2021"
kinds:
  - {name: 讲座, session: 场, aliases: [报告会]}
audiences:
  - {name: 农民}
programmes:
  "2021":
    - {name: 农民科学素质提升行动, audiences: [农民]}
items:
  - {name: 折页, measures: [份], action: 发放, aliases: [彩页]}
  - {name: 证书, category: certificate}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / NAME


def faults(file: Path, text: str | bytes) -> list[str]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TaxonomyFault) as caught:
        load_taxonomy(file)
    return [fault.removeprefix(f"{file}, ") for fault in caught.value.faults]


def test_the_shipped_file_is_sound() -> None:
    taxonomy = load_taxonomy()

    assert taxonomy.edition in {programme.edition for programme in taxonomy.programmes}
    assert [len([one for one in taxonomy.programmes if one.edition == edition]) for edition in ("2006", "2021")] == [
        8,
        10,
    ]
    assert all(kind.session_word for kind in taxonomy.kinds)
    assert all(item.measures and item.action for item in taxonomy.items if item.category is Category.MATERIAL)


def test_a_sound_file_is_taken_whole(file: Path) -> None:
    file.write_text(SOUND, encoding="utf-8")

    taxonomy = load_taxonomy(file)

    assert (taxonomy.version, taxonomy.edition) == ("1", "2021")
    assert [(kind.name, kind.session_word, kind.aliases) for kind in taxonomy.kinds] == [("讲座", "场", ("报告会",))]
    assert [(item.name, item.measures, item.action, item.category) for item in taxonomy.items] == [
        ("折页", ("份",), "发放", Category.MATERIAL),
        ("证书", (), "", Category.CERTIFICATE),
    ]
    assert taxonomy.programmes[0].audiences == ("农民",)


def test_a_mark_at_the_beginning_does_no_harm(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())

    assert load_taxonomy(file).version == "1"


def test_the_own_file_in_the_data_folder_wins(file: Path) -> None:
    assert taxonomy_file(file.parent) == SHIPPED

    file.write_text(SOUND, encoding="utf-8")

    assert taxonomy_file(file.parent) == file


def test_an_own_file_that_is_wrong_is_not_passed_over(file: Path) -> None:
    file.write_text("", encoding="utf-8")

    with pytest.raises(TaxonomyFault):
        load_taxonomy(taxonomy_file(file.parent))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("version: 1\n", "", "line 1: “version” is missing: take it over from the shipped file taxonomy.yaml."),
        ("version: 1", "version:", "line 1: here must stand a text: write it behind the colon."),
        ("version: 1", "version: [1]", "line 1: here must stand a text: write it behind the colon."),
        ("version: 1", "versoin: 1", "line 1: “versoin” is not known here: use audiences, campaigns, edition, "),
        ("version: 1", "version: 1\nversion: 2", "line 2: “version” stands here twice: keep one."),
        ('edition: "2021"', 'edition: "2035"', "line 2: there are no programmes of the edition “2035”: add them."),
        (
            "  - {name: 农民}",
            "  {name: 农民}",
            "line 6: audiences must be a list: begin each entry with “- {name: …}”.",
        ),
        ("  - {name: 农民}\n", "", "line 5: audiences must be a list: begin each entry with “- {name: …}”."),
        ("  - {name: 农民}", "  - 农民", "line 6: here must stand “name: value” pairs: compare with the shipped file."),
        ("  - {name: 农民}", "  - {aliases: [农民]}", "line 6: this entry has no name: write it as “- {name: …}”."),
        ("  - {name: 农民}", "  - {name: ''}", "line 6: here must stand a text: write it behind the colon."),
        (
            "  - {name: 农民}",
            "  - {name: 农民, session: 场}",
            "line 6: “session” is not known here: use aliases, name.",
        ),
        (
            "  - {name: 农民}",
            "  - {name: 农民, aliases: 村民}",
            "line 6: here must stand a list in brackets: [one, two].",
        ),
        ("  - {name: 农民}", "  - {name: 农民}\n  - {name: 农民}", "line 7: “农民” stands in line 6 already: keep one"),
        ("[彩页]", "[折页]", "line 11: “折页” stands in line 11 already: keep one of the two."),
        ("category: certificate", "category: paper", "line 12: “paper” is no category: write one of material, "),
        (
            "audiences: [农民]",
            "audiences: [渔民]",
            "line 9: “渔民” is no audience of this file: add it under audiences.",
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_way_out(file: Path, old: str, new: str, fault: str) -> None:
    assert old in SOUND

    found = faults(file, SOUND.replace(old, new))

    assert any(sentence.startswith(fault) for sentence in found), found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("kinds: [讲座", "line 1: this is not YAML"),
        ("version: 1\n\tedition: 2", "line 2: this is not YAML"),
        ("- 讲座", "line 1: here must stand “name: value” pairs"),
        ("讲座", "line 1: here must stand “name: value” pairs"),
        ("", "line 1: “audiences” is missing"),
        ("? [讲座]\n: 1\n", "line 1: here must stand a text"),
    ],
)
def test_what_is_no_such_file_at_all_is_refused(file: Path, text: str, fault: str) -> None:
    assert any(sentence.startswith(fault) for sentence in faults(file, text))


def test_bytes_that_are_no_utf8_are_refused(file: Path) -> None:
    assert faults(file, "讲座".encode("gbk")) == [
        f"{file} cannot be read (UnicodeDecodeError): make it a text file in UTF-8."
    ]


def test_a_folder_in_its_place_is_refused(file: Path) -> None:
    file.mkdir()

    with pytest.raises(TaxonomyFault, match=r"cannot be read \(IsADirectoryError\)"):
        load_taxonomy(file)


def test_all_faults_are_told_at_once(file: Path) -> None:
    wrong = SOUND.replace("version: 1\n", "").replace("category: certificate", "category: paper")

    assert len(faults(file, wrong)) == 2
