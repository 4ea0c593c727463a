"""The rules for days: each a pattern and what it means at a moment, in the order in which equal ones win."""

import re

from handlers.read import feasts, numbereddays, relativedays
from handlers.read.moments import DAY, HAN, MONTH, PART, TO, YEAR, DayRule, Days, Moment

__all__ = ["RULES", "DayRule", "Days", "Moment"]

_WEEKDAYS = "一二三四五六日天"
_W = r"(?:周|星期|礼拜)"
_RELATIVE_DAY = r"(?<![比较跟])(大前|前|昨|今|明|大后|后|寻|琴)(?:天|日|儿个|儿个儿|儿|个儿)"
_SHIFTS = r"(后?第[二三]天|[前后](?:[一两二三])?天|次日)"
_NAMED = feasts.feast_pattern().pattern

RULES: tuple[DayRule, ...] = tuple(
    DayRule(order, name, re.compile(pattern), read)
    for order, (name, pattern, read) in enumerate(
        (
            (
                "full_date",
                rf"(?<![\d.])(\d{{4}})\s?[-/.年]\s?(\d{{1,2}})\s?[-/.月]\s?(\d{{1,2}})(?!\d)\s?[日号]?(?:{TO}(\d{{1,2}})[日号])?{PART}",
                numbereddays.iso,
            ),
            (
                "month_span",
                rf"(?:{YEAR}\s?)?{MONTH}\s?月(?:份)?\s?{DAY}\s?[日号]?{TO}{MONTH}\s?月\s?{DAY}\s?[日号]{PART}",
                numbereddays.month_spans,
            ),
            (
                "month_day",
                rf"(?:{YEAR}\s?)?(?<!\d)(?!(?:二月二|七月七|八月十五|九月九)(?![十日号])){MONTH}\s?月(?:份)?(?:的)?\s?{DAY}\s?[日号]?(?:{TO}{DAY}\s?[日号])?(?<![月的])(?!(?<![日号])[\d月{HAN}多余来几人名位个份册场期次条块]){PART}",
                numbereddays.month_day,
            ),
            (
                "dotted",
                rf"(?<![\d./·])(\d{{1,2}})[./·](\d{{1,2}})(?:[-~至到—](\d{{1,2}})(?!\d))?(?![\d.%]|[万千亿元米岁倍亩吨折版级人个份斤度分次场名](?![享别批])|公里|小时){PART}",
                numbereddays.dotted,
            ),
            (
                "month_number",
                rf"(本月|这个?月|当月|上个?月|上上个?月|下个?月)的?\s?{DAY}\s?[日号](?:{TO}{DAY}[日号])?{PART}",
                numbereddays.month_number,
            ),
            ("month_end", r"(上上?个?月)(?:底|末|月底)", numbereddays.month_end),
            (
                "day_number",
                rf"(?<![\d月.第年])(3[01]|[12]\d|0?[1-9])(?:、|和|到|至|-|—)(3[01]|[12]\d|0?[1-9])[号日](?![线楼栋院馆厅]){PART}",
                numbereddays.number_only,
            ),
            (
                "day_number",
                rf"(?<![\d月.第年楼栋路线{HAN}百])\s?(?<!\d)(3[0-9]|[12]\d|0?[1-9]|[{HAN}]{{1,3}})(?:号(?![线楼栋人院馆厅机门路桥库井车泊仓塔坑窗瞭教厂棚池田地员矿沟坝坪闸标舱房屋室座摊档铺店哨口]|宿舍|病区|食堂|会议室|展厅|监区|工区|工棚|点位|站点|站台|公寓|集装箱|大院|基地|营地|码头|风机|平台|井口)|日(?![常报期程记本语光用游]))(?:{TO}{DAY}[日号])?{PART}",
                numbereddays.number_only,
            ),
            ("relative_span", rf"{_RELATIVE_DAY}(?:到|至|和|、){_RELATIVE_DAY}", relativedays.relative_span),
            (
                "relative",
                rf"{_RELATIVE_DAY}{PART}|(今|昨|明)(?:早|晨|晚|夜|上午|下午|中午)|(?:(?<=[，,\s])|^)(今)(?=$|[，,。\s])",
                relativedays.relative,
            ),
            (
                "just_now",
                r"()(?:刚刚|刚才|方才|刚(?=结束|从|在|开|办|搞|讲|做|到|散|完|把|给|组织))",
                relativedays.relative,
            ),
            (
                "days_ago",
                r"(?<!第)([一两二三四五六七八九十\d]{1,2})(?:个)?(天|日|周|星期|礼拜)(?:以)?前",
                relativedays.ago,
            ),
            (
                "weekday",
                rf"(上上个?|上个?|这个?|本|下下个?|下个?)?{_W}([{_WEEKDAYS}])(?:(?:到|至|-|~|—)(?:这|本|上)?(?:周|星期|礼拜)?([{_WEEKDAYS}])(?![{HAN}\d个]))?{PART}",
                relativedays.weekday,
            ),
            ("weekend", r"(上上个?|上个?|这个?|本|下个?)?周末", relativedays.weekend),
            ("lunar", feasts.LUNAR.pattern, relativedays.lunar),
            (
                "feast",
                rf"(?:{YEAR})?(?<![\d数:共有])({_NAMED})(?![\d月路街村号小中学村镇广场岁]|\s?[多余]?[人名位个份本册张块条把只套户元])(?:节|当天|那天|当日)?(?!刚过|过后|前后|期间|将至|临近|快到)的?{_SHIFTS}?",
                relativedays.feast,
            ),
            (
                "feast",
                rf"(?:{YEAR})?({feasts.SOLAR_TERM.pattern})(?:节气)?(?:(?:那天|当天|当日|这天)(?:的)?{_SHIFTS}?|{_SHIFTS})",
                relativedays.solar_term,
            ),
            (
                "part_of_today",
                r"()(?:(?<![一-龥])(?:上午|下午|中午|晚上|早上|傍晚)(?!好)(?![一-龥]{0,3}(?:后|前再)))",
                relativedays.relative,
            ),
        )
    )
)
