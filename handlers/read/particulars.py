"""The facts of one activity, from its part of a message: every kind of fact by its own file, put together here."""

from dataclasses import replace
from datetime import date

from handlers.read.attendance import Attendance, attendance_in, online_in
from handlers.read.audiences import audience_in
from handlers.read.dayrules import Days
from handlers.read.days import DayWords, in_the_future
from handlers.read.gathering import Gathered
from handlers.read.hosts import hosts_in
from handlers.read.kinds import HINT, kind_of
from handlers.read.lexicon import any_of
from handlers.read.outputs import OutputWords, outputs_in
from handlers.read.patterns import regex
from handlers.read.reading import Context, Found
from handlers.read.rivals import doubt_attendance, doubt_day, doubt_either, doubt_kind
from handlers.read.sessions import sessions_in
from handlers.read.shares import shared_out
from handlers.read.sights import Sights, sights_in
from handlers.read.staff import experts_in, volunteers_in
from handlers.read.terms import programme_named
from handlers.read.titles import title_of
from handlers.read.topics import theme_in, topic_in
from handlers.read.venues import Place
from handlers.read.writing import Writing
from storage.model.activity import Amount, Field, Output

_PASSING = ("part_of_today", "just_now")
"""「刚到单位，补一条上周六的」: these speak of the moment at least as often as of the activity."""
_VAGUE = ("feast", "lunar", *_PASSING)
_CALENDAR = ("full_date", "compact_date", "month_day", "month_span", "dotted", "month_number")
_DAY_OF_FEAST = ("天", "日那天", "当日", "次日", "一日", "前日", "后日", "头日", "前夕", "前夜", "一晚", "一夜")
_BESIDE = regex(r"[，,、\s(]?(?:[一-龥]{0,3}(?:就是|即)|阳历|公历)?\s?")
_MOVED = regex(
    rf"(?:{any_of('days', 'moved')}了?|(?:不对|应该|其实|实际上?|准确说|[翻查][^，,。]{{0,4}})[，,]?是|就是|即"
    r"|[，,。](?:就|只有?|是))$"
)
_BY_THE_WAY = (
    regex(r"之前|以前|[^，,。；;\d]{0,2}(?:一样|同样|整理|核对|对账|翻|查|才?发现|才?想起)"),
    regex(r"[^，,。；;\d]{0,4}?(?:[写记报填发说登弄]错|记岔|记混|报名|还是没|漏了|还有)"),
    regex(r"[^，,。；;\d]{0,4}[，,。]?(?:哦|噢|啊)?(?:不对|不是|错了|说错|记错|写错)"),
    regex(r"[^，,。；;\d]{0,4}?(?:没|忘了?)(?:来得及|顾上|顾得上)?(?:上?报|登|写|发|补|传)"),
    regex(rf"[^，,。；;\d]{{0,6}}?{any_of('days', 'called_off')}"),
    regex(r"[^，,。；;\d]{0,6}?不(?:出|办|开|去|上课|来了|搞|做|算)"),
    regex(rf"[^，,。；;\d]{{0,4}}?{any_of('days', 'background')}"),
    regex(r"(?<=号)[一-龥]{1,4}[屋点站台亭棚圈舍](?=[，,。；;\s里内外上旁门前]|$)"),
)
"""Behind a day: a deadline, what was not reported, what came to nothing, weather and word that came then,
the number of a place."""

_OVER = regex(any_of("days", "done"))
"""「刚收摊，儿童节补场」: it was just now, whatever feast is spoken of."""

_NOT_THEN = ("不是", "本来", "原本", "原定", "原计划", "原先", "说好", "约好", "除了")
"""Before a day: it was not that one."""

FEAST_FAR = 60
"""Days after which a feast that is named alone is rather a subject than a date."""


def facts_in(writing: Writing, context: Context, *, ahead: bool = False) -> Found:
    """Everything a text says of one activity."""
    return facts_of(sights_in(writing, context, ahead=ahead), context, ahead=ahead)


def facts_of(sights: Sights, context: Context, *, ahead: bool = False) -> Found:
    """The same of what was seen already."""
    gathered = Gathered(sights.writing)
    today = context.at.date()
    _take_day(gathered, sights, today, ahead=ahead)
    _take_place(gathered, sights.place)
    came = _take_numbers(gathered, sights)
    _take_staff(gathered, sights.undated.plain)
    _take_outputs(gathered, sights.undated, context, None if ahead else came)
    _take_subject(gathered, sights, context)
    return gathered.found()


def chosen_day(plain_text: str, days: tuple[DayWords, ...], today: date, *, ahead: bool = False) -> DayWords | None:
    """Of several days the one it was: named ones before feasts, possible ones before impossible ones and those ahead.

    「周六，11月29日」 is what the calendar says; 「12号没办成，挪到15号」 is where it went.
    """
    named = [one for one in days if one.days.rule not in _VAGUE and not one.days.doubt]
    weekdays = {one.days.start.weekday() for one in named if one.days.rule == "weekday" and one.days.start}
    ranks = [_rank(plain_text, one, earlier, weekdays) for one, earlier in zip(named, (None, *named), strict=False)]
    ordered = [named[place] for place in sorted(range(len(named)), key=ranks.__getitem__)]
    plain = [one for one in ordered if ahead or not in_the_future(one.days, today)]
    feasts = [one for one in days if one.days.rule in ("feast", "lunar") and _near(one.days, today)]
    if any(one.days.rule == "just_now" and _OVER.match(plain_text, one.end) for one in days):
        feasts = [one for one in feasts if one.days.words.endswith(_DAY_OF_FEAST)]
    coming = [] if ahead else [one for one in feasts if in_the_future(one.days, today)]
    feasts = [one for one in feasts if one not in coming]
    rest = [one for one in days if one.days.rule in _PASSING or one.days.doubt]
    return next(iter((*plain, *feasts, *rest, *coming, *ordered)), None)


def _rank(plain_text: str, one: DayWords, earlier: DayWords | None, weekdays: set[int]) -> int:
    """Which of several named days comes first; equal ones stay in their order.

    A date wins beside the day named before it, and one that falls on a weekday that is named too: 「礼拜天……2月9号」.
    """
    before = plain_text[max(0, one.start - 6) : one.start]
    if before.endswith(_NOT_THEN) or any(rule.match(plain_text, one.end) for rule in _BY_THE_WAY):
        return 3
    if _MOVED.search(before):
        return 0
    if one.days.rule not in _CALENDAR:
        return 2
    beside = earlier is not None and _BESIDE.fullmatch(plain_text, earlier.end, one.start)
    falls = one.days.start is not None and one.days.start.weekday() in weekdays
    return 1 if beside or falls else 2


def _near(days: Days, today: date) -> bool:
    """Whether a feast is meant as a day: not long ago, or 「那天」, 「前一天」 is said with it."""
    if days.start is None:
        return False
    return abs((today - days.start).days) <= FEAST_FAR or days.words.endswith(_DAY_OF_FEAST)


def _take_day(gathered: Gathered, sights: Sights, today: date, *, ahead: bool) -> None:
    chosen = chosen_day(sights.writing.plain, sights.days, today, ahead=ahead)
    if chosen is None:
        return
    days, span = chosen.days, (chosen.start, chosen.end)
    words = gathered.writing.words(*span)
    if days.doubt:
        doubt_either(gathered, chosen) if days.other else gathered.doubt(Field.DATE, words, days.doubt)
        return
    gathered.take(Field.DATE, span, days.rule, start=days.start, end=days.end)
    if not ahead and in_the_future(days, today):
        gathered.doubt(Field.DATE, words, "in_the_future")
    elif days.other:
        doubt_either(gathered, chosen)
    else:
        doubt_day(gathered, chosen, sights.days)


def _take_place(gathered: Gathered, place: Place | None) -> None:
    if place is not None:
        span = (place.start, place.end)
        gathered.take(Field.VENUE, span, place.rule, venue=gathered.writing.words(*span))


def _take_numbers(gathered: Gathered, sights: Sights) -> Attendance | None:
    """Take the numbers of people and sessions; what was read of those who came."""
    plain, groups = sights.undated.plain, sights.groups
    online = online_in(groups)
    if online is not None:
        gathered.take(Field.ONLINE, (online.start, online.end), online.rule, online=_worded(online, sights.writing))
    attendance = attendance_in(plain, groups)
    if attendance is not None:
        span = (attendance.start, attendance.end)
        gathered.take(Field.ATTENDANCE, span, attendance.rule, attendance=_worded(attendance, sights.writing))
    else:
        whole = sights.kinds and (sights.days or sights.place)
        doubt_attendance(gathered, (*groups, *sights.perhaps) if whole else groups)
    audience = audience_in(plain, sights.people, attendance.groups if attendance else groups)
    if audience is not None:
        gathered.take(Field.AUDIENCE, (audience.start, audience.end), audience.rule, audience=audience.name)
    counted = sessions_in(plain)
    if counted is not None:
        span = (counted.start, counted.end)
        gathered.take(Field.SESSIONS, span, "sessions", sessions=counted.amount, session_word=counted.word)
    return attendance


def _take_staff(gathered: Gathered, plain: str) -> None:
    """Those who helped, unless they are the very ones that were counted as having come."""
    attended = next((one.words for one in gathered.origins if one.field is Field.ATTENDANCE), "")
    for field, staff in ((Field.VOLUNTEERS, volunteers_in(plain)), (Field.EXPERTS, experts_in(plain))):
        if staff and not (attended and attended in staff.amount.words):
            gathered.take(field, (staff.start, staff.end), "staff", **{field.value: staff.amount})


def _worded(attendance: Attendance, writing: Writing) -> Amount:
    """The amount with the words as they were written; a sum keeps the words of its parts."""
    if attendance.rule == "sum_of_groups":
        return attendance.amount
    start = attendance.start
    return replace(attendance.amount, words=attendance.amount.words or writing.words(start, attendance.end))


def _take_outputs(gathered: Gathered, undated: Writing, context: Context, came: Attendance | None) -> None:
    found = outputs_in(undated.plain, context.taxonomy)
    found = found._replace(outputs=shared_out(found.outputs, came, undated.plain))
    gathered.things = found.outputs
    if found.outputs:
        span = (min(one.start for one in found.outputs), max(one.end for one in found.outputs))
        outputs = tuple(_as_written(one, undated) for one in found.outputs)
        gathered.take(Field.OUTPUTS, span, "outputs", outputs=outputs, outputs_said=True)
    elif found.none_given:
        gathered.take(Field.OUTPUTS, found.none_given, "none_given", outputs_said=True)


def _as_written(found: OutputWords, writing: Writing) -> Output:
    """The thing and its amount in the characters of the person."""
    output = found.output
    amount = replace(output.amount, words=writing.words(*found.amount) or output.amount.words)
    return replace(output, item=writing.words(*found.item) or output.item, amount=amount)


def _take_subject(gathered: Gathered, sights: Sights, context: Context) -> None:
    place = sights.place
    unplaced = sights.undated.blanked([(place.start, place.end)] if place else [])
    plain = unplaced.plain
    kind = kind_of(sights.kinds, sights.undated.plain, context.taxonomy)
    if kind is not None:
        rule = "kind_word" if kind.strength > HINT else "kind_hint"
        gathered.take(Field.KIND, (kind.start, kind.end), rule, kind=kind.kind)
        doubt_kind(gathered, kind, sights.kinds)
    _take_topic(gathered, unplaced, sights)
    hosts = hosts_in(plain)
    if hosts:
        names = tuple(one.name for one in hosts)
        gathered.take(Field.HOSTS, (hosts[0].start, hosts[-1].end), "hosts", hosts=names)
    if named := programme_named(plain, context.taxonomy):
        start = plain.find(named[1])
        gathered.take(Field.PROGRAMME, (start, start + len(named[1])), "programme_name", programme=named[0])


def _take_topic(gathered: Gathered, unplaced: Writing, sights: Sights) -> None:
    """The subject, and a title made of it; the words of outputs are no part of either."""
    given = [(one.start, one.end) for one in gathered.things]
    topic = topic_in(unplaced.blanked(given).plain, sights.people) or theme_in(sights.writing.plain)
    if topic is None:
        return
    span = (topic.start, topic.end)
    subject, words = unplaced.words(*span), unplaced.words(topic.start, topic.named)
    gathered.take(Field.TOPIC, span, topic.rule, topic=subject)
    title = title_of(topic, words, subject, gathered.particulars.kind)
    gathered.take(Field.TITLE, (topic.start, topic.named), topic.rule, title=title)
