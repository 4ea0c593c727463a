"""The file of the office's papers: the shipped one is sound, every fault of an own one is named with the way out."""

from pathlib import Path

import pytest

from bot.shells import SHIPPED, load_shells, shells_file
from bot.yaml_file import YamlFault
from storage.model.shells import Each, Part


def test_the_shipped_papers_are_those_the_field_hands_in() -> None:
    shells = load_shells()

    assert [shell.name for shell in shells] == ["自查报告", "工作总结", "工作汇报"]
    for shell in shells:
        assert shell.parts == (Part.LEAD, Part.PROBLEMS, Part.PLANS)
        assert shell.suggestions[Part.PROBLEMS]
        assert sum(heading.each is Each.PROGRAMME for heading in shell.headings) == 1


def test_an_office_may_have_papers_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "shells.yaml").write_text(
        "- name: 双月简报\n  title: '{unit}{period}简报'\n  headings:\n    - {heading: 环保, about: [环保, 低碳]}\n",
        encoding="utf-8",
    )

    (shell,) = load_shells(shells_file(tmp_path))

    assert (shell.name, shell.headings[0].about) == ("双月简报", ("环保", "低碳"))
    assert shells_file(tmp_path / "none") == SHIPPED


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- name: [", "line 1: this is not YAML"),
        ("- name: 简报", "`title`"),
        ("name: 简报", "Expected `array`"),
        ("- {name: 简报, title: x, headings: [], colour: red}", "“colour” is not known here"),
        ("- {name: 简报, title: x, headings: [{heading: 一, levle: 2}]}", "“levle” is not known here"),
        ("- {name: 简报, title: '{office}', headings: []}", "“office” is no place"),
        ("- {name: 简报, title: '{unit', headings: []}", "is no place"),
        ("- {name: 简报, title: x, headings: [{heading: 一, each: colour}]}", "colour"),
        ("- {name: 简报, title: x, headings: [{heading: 一, each: kind}]}", "either heading or each"),
        ("- {name: 简报, title: x, headings: [{level: 2}]}", "either heading or each"),
        ("- {name: 简报, title: x, headings: [{heading: 一, level: 7}]}", "level is 1 to 4"),
        ("- {name: 简报, title: x, headings: [{heading: 一, rest: true, kinds: [讲座]}]}", "cannot be chosen as well"),
        (
            "- {name: 简报, title: x, headings: []}\n- {name: 月讯, words: [简报], title: x, headings: []}",
            "two entries are called “简报”",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "shells.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(YamlFault) as fault:
        load_shells(file)

    assert str(file) in str(fault.value)
    assert sentence in str(fault.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "shells.yaml"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(YamlFault, match="cannot be read"):
        load_shells(file)
    with pytest.raises(YamlFault, match="cannot be read"):
        load_shells(tmp_path / "none.yaml")
