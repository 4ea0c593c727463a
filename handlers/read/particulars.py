"""The facts of one activity, from its part of a message: every kind of fact by its own file, put together here."""

from dataclasses import replace
from datetime import date

from handlers.read.attendance import Attendance, Group, attendance_in, groups_in, online_in
from handlers.read.audiences import audience_in
from handlers.read.dayrules import Days, Moment
from handlers.read.days import DayWords, day_words, in_the_future
from handlers.read.gathering import Gathered
from handlers.read.hosts import hosts_in
from handlers.read.kinds import KindWords, kind_of, kinds_in
from handlers.read.outputs import outputs_in
from handlers.read.people import People, people_in
from handlers.read.reading import Context, Found
from handlers.read.sessions import sessions_in
from handlers.read.terms import programme_named
from handlers.read.titles import title_of
from handlers.read.topics import topic_in
from handlers.read.venues import place_in
from handlers.read.writing import Writing
from storage.model.activity import Amount, Field

FEAST_FAR = 60
"""Days after which a feast that is named alone is rather a subject than a date."""


def facts_in(writing: Writing, context: Context, *, ahead: bool = False) -> Found:
    """Everything a part of a message says of one activity."""
    gathered = Gathered(writing)
    days = tuple(day_words(writing.plain, Moment(context.at.date(), ahead)))
    undated = writing.blanked((one.start, one.end) for one in days)
    _take_day(gathered, chosen_day(days, context.at.date()), context.at.date(), ahead=ahead)
    people = people_in(undated.plain, context.taxonomy)
    unplaced = _take_place(gathered, undated, people, context)
    people = people_in(unplaced.plain, context.taxonomy)
    _take_numbers(gathered, unplaced, people, context)
    _take_outputs(gathered, undated, context)
    _take_subject(gathered, unplaced, context)
    return gathered.found()


def chosen_day(days: tuple[DayWords, ...], today: date) -> DayWords | None:
    """Of several days the one it was: named ones before feasts, possible ones before impossible ones."""
    plain = [one for one in days if one.days.rule not in ("feast", "part_of_today") and not one.days.doubt]
    feasts = [one for one in days if one.days.rule == "feast" and _near(one.days, today)]
    rest = [one for one in days if one.days.rule == "part_of_today" or one.days.doubt]
    return next(iter((*plain, *feasts, *rest)), None)


def _near(days: Days, today: date) -> bool:
    return days.start is not None and abs((today - days.start).days) <= FEAST_FAR


def _take_day(gathered: Gathered, chosen: DayWords | None, today: date, *, ahead: bool) -> None:
    if chosen is None:
        return
    days, span = chosen.days, (chosen.start, chosen.end)
    words = gathered.writing.words(*span)
    if days.doubt:
        gathered.doubt(Field.DATE, words, days.doubt)
        return
    gathered.take(Field.DATE, span, days.rule, start=days.start, end=days.end)
    if not ahead and in_the_future(days, today):
        gathered.doubt(Field.DATE, words, "in_the_future")


def _take_place(gathered: Gathered, undated: Writing, people: tuple[People, ...], context: Context) -> Writing:
    """The venue, and the writing without it."""
    place = place_in(undated.plain, context, people)
    if place is None:
        return undated
    name = undated.words(place.start, place.end)
    gathered.take(Field.VENUE, (place.start, place.end), place.rule, venue=name)
    return undated.blanked(((place.start, place.end),))


def _take_numbers(gathered: Gathered, unplaced: Writing, people: tuple[People, ...], context: Context) -> None:
    plain = unplaced.plain
    groups = groups_in(plain, people)
    online = online_in(groups)
    if online is not None:
        gathered.take(Field.ONLINE, (online.start, online.end), online.rule, online=_worded(online, unplaced))
    attendance = attendance_in(plain, groups)
    if attendance is not None:
        span = (attendance.start, attendance.end)
        gathered.take(Field.ATTENDANCE, span, attendance.rule, attendance=_worded(attendance, unplaced))
    audience = audience_in(people, attendance.groups if attendance else groups)
    if audience is not None:
        gathered.take(Field.AUDIENCE, (audience.start, audience.end), audience.rule, audience=audience.name)
    counted = sessions_in(plain)
    if counted is not None:
        span = (counted.start, counted.end)
        gathered.take(Field.SESSIONS, span, "sessions", sessions=counted.amount, session_word=counted.word)


def _worded(attendance: Attendance, writing: Writing) -> Amount:
    """The amount with the words as they were written; a sum keeps the words of its parts."""
    if attendance.rule == "sum_of_groups":
        return attendance.amount
    start = attendance.start
    return replace(attendance.amount, words=attendance.amount.words or writing.words(start, attendance.end))


def _take_outputs(gathered: Gathered, undated: Writing, context: Context) -> None:
    found = outputs_in(undated.plain, context.taxonomy)
    if found.outputs:
        span = (min(one.start for one in found.outputs), max(one.end for one in found.outputs))
        outputs = tuple(one.output for one in found.outputs)
        gathered.take(Field.OUTPUTS, span, "outputs", outputs=outputs, outputs_said=True)
    elif found.none_given:
        gathered.take(Field.OUTPUTS, found.none_given, "none_given", outputs_said=True)


def _take_subject(gathered: Gathered, unplaced: Writing, context: Context) -> None:
    plain = unplaced.plain
    kind = kind_of(kinds_in(plain, context.taxonomy))
    if kind is not None:
        gathered.take(Field.KIND, (kind.start, kind.end), "kind_word", kind=kind.kind)
    topic = topic_in(plain)
    if topic is not None:
        subject = unplaced.words(topic.start, topic.end)
        gathered.take(Field.TOPIC, (topic.start, topic.end), topic.rule, topic=subject)
        title = title_of(subject, kind.kind if kind else "")
        gathered.take(Field.TITLE, (topic.start, topic.end), topic.rule, title=title)
    hosts = hosts_in(plain)
    if hosts:
        names = tuple(one.name for one in hosts)
        gathered.take(Field.HOSTS, (hosts[0].start, hosts[-1].end), "hosts", hosts=names)
    if named := programme_named(plain, context.taxonomy):
        start = plain.find(named[1])
        gathered.take(Field.PROGRAMME, (start, start + len(named[1])), "programme_name", programme=named[0])
