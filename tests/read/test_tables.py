"""Tables pasted from a spreadsheet or a chat: every row is an activity, whatever stands between the cells."""

import pytest

from tests.read.reading_one import heard

TABLES = {
    "tabs": "日期\t地点\t内容\t人数\n10.8\t柳林村\t防火讲座\t45\n10.9\t北营社区\t义诊\t60",
    "blanks": "日期 地点 内容 人数\n10月8日 柳林村 防火讲座 45\n10月9日 北营社区 义诊 60",
    "strokes": "序号|时间|地点|主题|受众人数\n1|10月8日|柳林村|防火讲座|45\n2|10月9日|北营社区|义诊|60\n合计||||105|",
    "a rule below the heading": "| 日期 | 地点 | 内容 | 人数 |\n|---|---|---|---|\n"
    "| 10月8日 | 柳林村 | 防火讲座 | 45 |\n"
    "| 10月9日 | 北营社区 | 义诊 | 60 |",
    "units in the heading": "活动日期\t活动名称\t活动地点\t参与人数(人)\n"
    "2026/10/8\t防火讲座\t柳林村\t45\n2026/10/9\t义诊\t北营社区\t60",
    "words above it": "本周台账如下\n日期\t地点\t内容\t人数\n10.8\t柳林村\t防火讲座\t45\n10.9\t北营社区\t义诊\t60",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_row_is_an_activity(table: str) -> None:
    rows = [
        (one.particulars.venue, one.particulars.attendance.value, one.particulars.kind) for one in heard(table).found
    ]
    assert rows == [("柳林村", 45, "讲座"), ("北营社区", 60, "咨询服务")]


def test_a_row_keeps_the_words_of_its_cells() -> None:
    (found,) = heard("日期\t活动地点\t内容\t发放资料(份)\n2026/10/8\t柳林村\t防火讲座\t120").found
    words = {origin.field.value: origin.words for origin in found.origins}
    assert (words["date"], words["venue"], words["outputs"]) == ("2026/10/8", "柳林村", "资料(份)120")


@pytest.mark.parametrize(
    "text",
    [
        "日期 地点 内容 人数",
        "时间 地点 内容\n今天 柳林村 讲防火 来了 45人",
        "日期\t地点\t人数",
        "|||\n|||",
        "\t\n\t",
        "日期\t地点\t人数\n合计\t\t45",
    ],
)
def test_what_is_no_table_is_read_as_it_stands(text: str) -> None:
    assert len(heard(text).found) <= 1


def test_the_subject_of_one_row_is_not_that_of_the_next() -> None:
    first, second = heard("10.8\t柳林村委会\t防火讲座\t45人\n10.9\t北营社区\t义诊\t60人").found
    assert (first.particulars.topic, second.particulars.topic) == ("防火", "")
