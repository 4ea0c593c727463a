"""The rules for days: each a pattern and what it means at a moment, in the order in which equal ones win."""

from handlers.read import feasts, numbereddays, relativedays
from handlers.read.lexicon import any_of
from handlers.read.moments import DAY, HAN, MONTH, PART, TO, YEAR, DayRule, Days, Moment
from handlers.read.patterns import regex

__all__ = ["RULES", "DayRule", "Days", "Moment"]

_WEEKDAYS = "一二三四五六日天"
_W = r"(?:周|星期|礼拜)"
_RELATIVE_DAY = (
    r"(?<![比较跟先])(大大前|大前|上前|前|昨|今|明|大后|后|寻|琴|㖊)"
    r"(?:天(?!气(?![象候温压氛味]))|日|儿个|儿个儿|儿|个儿|(?<=[昨今明])个(?![月星礼周人别小季学]))"
)
_NIGHT = r"(?<![一整昨今明当深半日前除])(夜)(?:来(?![香临])|儿个?|隔)"
"""「夜来」, 「夜儿个」: yesterday in the north."""
_TOMORROW = r"(听)日(?=[，,。\s早晚上下要去喺在]|$)"
_DONE = any_of("days", "done")
_NUMBERED = any_of("days", "numbered")
_THAT_MONTH = rf"(?:(本月|这个?月|当月|上上?个?月|下个?月)|{MONTH}月份?)的?"
_NTH = r"(最后|末|头|首|第[一二三四五])一?个?"
_BETWEEN = r"(?:[、,，](?:[12]\d|3[01]|0?[1-9])[日号]?(?=[、,，和及]\d))*"
"""The days in the middle of a list: 「1日、2日、3日」."""
_TILL = r"\s?[-~—～至到]{1,2}\s?"
_SHIFTS = (
    r"(最后一天|提前[一两]天|后第[二三]天|第[一二三四五六七]天"
    r"|[前后](?:[一两二三])?[天日]|前一?[晚夜]|前夕|头一?[天日]|次日)"
)
_NAMED = feasts.feast_pattern().pattern

_SIGNS = {
    **dict.fromkeys(("month_span", "month_day", "month_number", "month_edge", "nth_weekday", "month_end"), "月"),
    "days_ago": "前",
    "year_end": "年",
    "little_year": "小年",
}

RULES: tuple[DayRule, ...] = tuple(
    DayRule(order, name, regex(pattern), read, _SIGNS.get(name, ""))
    for order, (name, pattern, read) in enumerate(
        (
            (
                "full_date",
                rf"(?<![\d.])(\d{{4}})\s?[-/.年]\s?(\d{{1,2}})\s?[-/.月]\s?(\d{{1,2}})(?!\d)\s?[日号]?(?:(?:{TO}|{_TILL}(?:\1\s?[-/.年]\s?)?\2\s?[-/.月]\s?)(\d{{1,2}})(?:[日号]|(?<=[-~—～至到./]\d\d)(?![\d:点时人名份./%])))?{PART}",
                numbereddays.iso,
            ),
            (
                "compact_date",
                rf"(?<![\d.])(20\d\d|2\d(?=\.))\.?(0[1-9]|1[0-2]|(?<=\.)[1-9](?=\.))\.?(0[1-9]|[12]\d|3[01]|(?<=\.)[1-9])(?![\d.%])(){PART}",
                numbereddays.iso,
            ),
            (
                "dotted_span",
                r"(?<![\d./·-])()()(1[0-2]|0?[1-9])[./·](3[01]|[12]\d|0?[1-9])(?:[-~—～至到]{1,2}|[、和及])(1[0-2]|0?[1-9])[./·](3[01]|[12]\d|0?[1-9])(?![\d.%万千亿元米岁倍亩吨折版级人个份斤度分次场名]|[克毫微两]|公里|小时)",
                numbereddays.month_spans,
            ),
            (
                "cell",
                r"(?:(?<=[\n\t|])|^)(1[0-2]|0?[1-9])-(3[01]|[12]\d|0?[1-9])()(?=[\s|，,])",
                numbereddays.dotted,
            ),
            (
                "cell",
                r"(?:(?<=[\n\t|])|^)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])()(?=\s[一-龥]|[|，,][^\d])",
                numbereddays.dotted,
            ),
            (
                "month_span",
                rf"(?:{YEAR}\s?)?{MONTH}\s?月(?:份)?\s?{DAY}\s?[日号]?{TO}{MONTH}\s?月\s?{DAY}\s?[日号]{PART}",
                numbereddays.month_spans,
            ),
            (
                "month_day",
                rf"(?:{YEAR}\s?)?(?<!\d)(?!(?:二月二|三月三|七月七|八月十五|九月九)(?![十日号])){MONTH}\s?月(?:份)?(?:的)?\s?{DAY}\s?[日号]?{_BETWEEN}(?:(?:{TO}|[,，](?=\d{{1,2}}(?:[日号]|[两三四五]天))|(?<=[日号])){DAY}(?:\s?[日号]|(?<=\d\d)(?=[两三四五]天)|(?<=[-~—至到]\d\d)(?![点时:])|(?<=[十一二三四五六七八九])(?=[，,。]|$))|)(?<![月的])(?!\s?\(?(?:农历|阴历|旧历))(?!(?<![日号])(?![两三四五]天)[\d月{HAN}多余来几人名位个份册场期次条块]){PART}",
                numbereddays.month_day,
            ),
            (
                "dotted",
                rf"(?<![\d.·A-Za-z第])(?<![^一-龥]/)(?<!^/)(?<!进度)(\d{{1,2}})[./·](\d{{1,2}})(?:[-~至到—](\d{{1,2}})(?![\d.]))?(?![\d.%]|[-~至到—、]{{1,2}}\d+\.\d|(?<=[1-4]/[2-4])(?:的|以上)|年级|[克毫微公厘]|平[米方]|小时|分钟|百分|立方|[万千亿元米岁倍亩吨折版级人个份斤度分次场名](?![享别批])|公里|小时){PART}",
                numbereddays.dotted,
            ),
            (
                "month_number",
                rf"(本月|这个?月|当月|上个?月|上上个?月|下个?月)的?\s?{DAY}\s?(?:[日号]|(?<=\d\d)(?=[，,。\s]|$|上午|下午|晚上))(?:{TO}{DAY}[日号])?{PART}",
                numbereddays.month_number,
            ),
            (
                "month_edge",
                rf"{_THAT_MONTH}(?:(最后|头|第)一[天日]|首日|倒数第([{HAN}]{{1,3}})[天日]){PART}",
                numbereddays.month_edge,
            ),
            ("year_end", rf"(今年|去年|前年)的?(?:最后一天|年三十一号){PART}", relativedays.year_end),
            ("nth_weekday", rf"{_THAT_MONTH}{_NTH}{_W}([{_WEEKDAYS}]){PART}", numbereddays.nth_weekday),
            ("month_end", r"(上上?个?月)(?:底|末|月底)", numbereddays.month_end),
            (
                "day_number",
                rf"(?<![\d月.第年])(3[01]|[12]\d|0?[1-9])(?:[号日]?{_BETWEEN}(?:、|和|到|至|-|—)|[号日](?=\d))(3[01]|[12]\d|0?[1-9])(?:[号日](?!{_NUMBERED})|(?=[两三四五六七][天日])){PART}",
                numbereddays.number_only,
            ),
            (
                "day_number",
                rf"(?<![\d月.第年楼栋路线{HAN}百])\s?(?!(?<=[前后次头每这那近])[一两二三]日)(?<!\d)(3[0-9]|[12]\d|0?[1-9]|[{HAN}]{{1,3}})(?:号(?!{_NUMBERED})|日(?![常报期程记本语光用游]))(?:{TO}{DAY}[日号])?{PART}",
                numbereddays.number_only,
            ),
            (
                "relative_span",
                rf"{_RELATIVE_DAY}(?:到|至|和|跟|与|及|、|-|~|—)?{_RELATIVE_DAY}|([前昨今明])[、和]?([前昨今明])两[天日]",
                relativedays.relative_span,
            ),
            (
                "relative",
                rf"{_RELATIVE_DAY}{PART}|{_NIGHT}{PART}|{_TOMORROW}{PART}|(今|昨|明|寻|琴|㖊)(?:早|晨|晚黑|晚|夜|宵|朝|上午|下午|中午|午后|晌午)|(?<![一-龥])(前)[晚夜]|(?:(?<=[，,\s:])|^)([今昨])(?=$|[，,。\s])",
                relativedays.relative,
            ),
            (
                "just_now",
                rf"()(?:刚刚|刚才|方才|适才|头先|啱啱|才(?={_DONE}|从)|刚(?={_DONE}|结束|从|在|开|办|搞|讲|做|到|散|完|把|给|组织))",
                relativedays.relative,
            ),
            (
                "just_now",
                r"()(?<=[营班])(?:打卡|开营)?第[一二三四五六七八九十\d]{1,2}天(?=[:，,。\s])",
                relativedays.relative,
            ),
            (
                "days_ago",
                r"(?<!第)([一两二三四五六七八九十\d]{1,2})(?:个)?(天|日|周|星期|礼拜)(?:以)?前",
                relativedays.ago,
            ),
            (
                "weekday",
                rf"(?<![每逢隔])(?<!每个)(上上个?|上一?个?|这一?个?|本|下下个?|下一?个?)?{_W}(?:[的之]{_W})?([{_WEEKDAYS}])(?:(?:(?:到|至|-|~|—)(?:这|本|上)?{_W}?|[、和及与跟]?(?:这|本|上)?{_W})([{_WEEKDAYS}])(?![{HAN}\d个点](?!天))|(?<=[一二三四五六])([二三四五六日天])(?=[，,。\s]|$|两天|上午|下午|晚上|[在去到都我给的]))?{PART}",
                relativedays.weekday,
            ),
            (
                "weekend",
                r"(?<![\d两三四五六七八九十几]个)(上上个?|上一?个?|这一?个?|本|下一?个?)?(?:周末|双休日?)",
                relativedays.weekend,
            ),
            ("lunar", feasts.LUNAR.pattern, relativedays.lunar),
            ("lunar", feasts.NEW_YEARS_DAYS, relativedays.new_years_day),
            ("little_year", feasts.LITTLE_YEAR, relativedays.little_year),
            (
                "feast",
                rf"(?:{YEAR})?(?<![\d数共有二三|])(?<!:(?=\d))(?<![数次众]\s)(?<!\|\s)({_NAMED})(?!(?<=日)[常程记益晒托语报渐趋]|[\d月路街村号小中学村镇广场岁](?!长假)|\s?[多余]?[人名位个份本册张块条把只套户元])(?!节[之过以]?后)(?:节|当天|那天|当日|(?:假期|长假|小长假|黄金周)(?=第|最后一天))?(?![之以]?[前后](?![一两二三夕天夜晚日第的前后])|刚过|过后|前后|期间|将至|临近|快到|补[场课办做的]|延[后期]|推[迟后]|改[期到]|提前(?![一两]天))的?{_SHIFTS}?",
                relativedays.feast,
            ),
            (
                "feast",
                rf"(?:{YEAR})?({feasts.SOLAR_TERM.pattern})(?:节气)?(?:(?:那天|那日|当天|当日|这天)(?:的)?{_SHIFTS}?|{_SHIFTS})",
                relativedays.solar_term,
            ),
            (
                "feast",
                rf"^\s*()()({feasts.SOLAR_TERM.pattern})(?:节气)?(?=[，,。！!：:\s])",
                relativedays.solar_term_today,
            ),
            (
                "part_of_today",
                r"()(?=[上下朝中午晌前头后晚早一大清天傍])(?:(?:(?<![一-龥])|(?<=培训|讲座|活动|演练|宣传|比赛|义诊|竞赛|展览|咨询|大赛|巡展|科普|宣讲)(?=.{2,3}(?:[搞办讲开做弄演放教]|已|刚|顺利|圆满|结束|去|到|在))|(?<=[局站院校馆队区村部]的)(?=[上下]午)|(?<=[们我咱俺员生师护士队组站院校馆局社区科办委所部人])(?<!人人)(?<!每人)(?=.{2,3}[进到去在给来跑赶办搞讲做开组举放教]))(?:上午|下午|上昼|下昼|朝早|中午|午后|晌午|前晌|头晌|后晌|下晌|下晚|晚上|早上|一早|早起(?=[在去到给])|清早|清晨|天不亮|天刚亮|一大早|大清早|傍晚|傍黑)(?![好饭茶餐觉])(?![一-龥]{0,3}(?:后|前再)))",
                relativedays.relative,
            ),
        )
    )
)
