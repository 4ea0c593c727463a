"""The answer to the question just asked: one field, and whatever else was said with it."""

import re
from collections.abc import Callable

from handlers.read.amounts import read_amount
from handlers.read.gathering import Gathered
from handlers.read.kinds import kind_of, kinds_in
from handlers.read.particulars import facts_in
from handlers.read.patterns import regex
from handlers.read.reading import Context, Found
from handlers.read.repairs import repaired
from handlers.read.terms import audience_named, kind_named, programme_named
from handlers.read.writing import plainly
from storage.model.activity import Amount, Field

_ASKING = regex(r"[?？]\s*$|^(?:什么(?!都|也)|怎么|为什么|啥意思)")
_UNKNOWN = regex(r"[\W_]*(?:我?不(?:知道|清楚|晓得|记得|确定)|忘了|没有|无|随便|都行)?(?:了|啊|呢|哦|呀)?[\W_]*")
_NOTHING = regex(
    r"[\W_]*(?:这次|什么|东西|资料|材料|都|也|啥)*(?:没有?|未|无|不)(?:发|给|送|印|带|用)?(?:放|过)?(?:任何|东西|资料|材料|什么|啥|物品|物资)*"
    r"(?:的|了|啊|呢|哦|发)?[\W_]*|零|0"
)
_PLACE_LEAD = regex(
    r"^(?:(?:活动|举办)?(?:地点|地方|场地|地址)?(?:就|是|为|:|设|放|定)*(?:在|是|为|:)|在|去的?(?:是|了)?|就)\s*"
)
_PLACE_TAIL = regex(r"(?:里面)?(?:举办|举行|开展|办|搞|开|做|进行|弄)?(?:的|了|吧|啊|呀|哈|呢|哦)*[\s。，！!,.~]*$")
_TEXT_LEAD = regex(
    r"^(?:这次|这个)?(?:活动)?(?:名称|名字|标题|题目|主题|内容|备注|主办单位?|主办方|主办)?\s?(?:就?叫做?|就?是|为|:)+\s*"
)
_TEXT_TAIL = regex(r"(?:吧|啊|呀|哈|呢|哦)*[\s。，！!,.~]*$")
_DAY_ALONE = regex(r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_LISTED = regex(r"[、，,;；]|\s+|(?<=[会局校院村镇区协站])[和与及](?=..)")
_MORE = (Field.DATE, Field.VENUE, Field.ATTENDANCE, Field.ONLINE, Field.OUTPUTS, Field.SESSIONS, Field.AUDIENCE)
_NO_PLACE = (Field.DATE, Field.ATTENDANCE, Field.OUTPUTS)
_NAMES = (Field.TITLE, Field.TOPIC, Field.KIND)
_ALONE = (Field.NOTE, Field.HOSTS, Field.KIND, Field.AUDIENCE, Field.PROGRAMME)


def read_answer(field: Field, text: str, context: Context) -> Found:
    """What an answer to the question about `field` says; no origin for that field means it was not usable."""
    writing = repaired(plainly(text.strip()))
    gathered = Gathered(writing)
    if not writing.plain.strip() or _ASKING.search(writing.plain):
        return gathered.found()
    facts = facts_in(writing, context)
    if (field in facts.fields and field not in _NAMES) or _doubted(facts, field):
        gathered.adopt(facts, field)
    elif field in (Field.VENUE, Field.TITLE) and _tells_only(facts, writing.plain, _NO_PLACE):
        _add_more(gathered, facts, field)
    else:
        _ANSWERS[field](gathered, context)
    if field not in _ALONE and gathered.found().fields | {one.field for one in gathered.doubts}:
        _add_more(gathered, facts, field)
    return gathered.found()


def read_facts(text: str, context: Context) -> Found:
    """Whatever a message says of an activity that is being told already, be it a whole sentence or 「昨天」 alone."""
    writing = repaired(plainly(text.strip()))
    if not writing.plain.strip() or _ASKING.search(writing.plain):
        return Found()
    return facts_in(writing, context)


def _tells_only(facts: Found, plain: str, fields: tuple[Field, ...]) -> bool:
    """Whether an answer is about something else: 「昨天」, 「来了80人」 to the question where it was."""
    told = [origin.words for origin in facts.origins if origin.field in fields]
    left = plain
    for words in told:
        left = left.replace(words, "", 1)
    return bool(told) and len(re.sub(r"\W|来了|发了|是", "", left)) < 2


def _doubted(facts: Found, field: Field) -> bool:
    return any(one.field is field for one in facts.doubts)


def _add_more(gathered: Gathered, facts: Found, field: Field) -> None:
    """What else the same answer says."""
    wanted = (*_MORE, Field.KIND) if field is Field.TITLE else _MORE
    for other in wanted:
        if (
            other is not field
            and other not in gathered.found().fields
            and (other in facts.fields or _doubted(facts, other))
        ):
            gathered.adopt(facts, other)


def _whole(gathered: Gathered) -> tuple[int, int]:
    return 0, len(gathered.writing.plain)


def _free_text(gathered: Gathered, lead: re.Pattern[str], tail: re.Pattern[str]) -> str:
    """The answer without what leads up to it; empty where nothing is left."""
    plain = gathered.writing.plain
    if _UNKNOWN.fullmatch(plain):
        return ""
    head = lead.match(plain)
    begin = head.end() if head else 0
    end = begin + (tail.search(plain[begin:]) or re.match("", "")).start()  # type: ignore[union-attr]  # it matches at the end
    return gathered.writing.words(begin, end) or gathered.writing.words(begin, len(plain))


def _text(field: Field) -> Callable[[Gathered, Context], None]:
    def answer(gathered: Gathered, _context: Context) -> None:
        if said := _free_text(gathered, _TEXT_LEAD, _TEXT_TAIL):
            gathered.take(field, _whole(gathered), "answer", **{field.value: said})

    return answer


def _venue(gathered: Gathered, _context: Context) -> None:
    if said := _free_text(gathered, _PLACE_LEAD, _PLACE_TAIL):
        gathered.take(Field.VENUE, _whole(gathered), "answer", venue=said)


def _day(gathered: Gathered, context: Context) -> None:
    """「15」 alone is a day of the month."""
    plain = gathered.writing.plain.strip()
    if _DAY_ALONE.fullmatch(plain):
        gathered.adopt(facts_in(plainly(plain + "号"), context), Field.DATE)


def _amount(field: Field) -> Callable[[Gathered, Context], None]:
    def answer(gathered: Gathered, _context: Context) -> None:
        amount = read_amount(gathered.writing.plain)
        if amount is None and _UNKNOWN.fullmatch(gathered.writing.plain):
            amount = Amount(words=gathered.writing.plain.strip())
        if amount is not None:
            gathered.take(field, _whole(gathered), "answer", **{field.value: amount})

    return answer


def _outputs(gathered: Gathered, _context: Context) -> None:
    if _NOTHING.fullmatch(gathered.writing.plain):
        gathered.take(Field.OUTPUTS, _whole(gathered), "none_given", outputs_said=True)


def _kind(gathered: Gathered, context: Context) -> None:
    plain = gathered.writing.plain
    named = kind_named(plain, context.taxonomy)
    cue = kind_of(kinds_in(plain, context.taxonomy), "", context.taxonomy)
    if named or cue:
        gathered.take(Field.KIND, _whole(gathered), "answer", kind=named[0] if named else cue.kind if cue else "")


def _audience(gathered: Gathered, context: Context) -> None:
    if named := audience_named(gathered.writing.plain, context.taxonomy):
        gathered.take(Field.AUDIENCE, _whole(gathered), "answer", audience=named[0])


def _programme(gathered: Gathered, context: Context) -> None:
    if named := programme_named(gathered.writing.plain, context.taxonomy):
        gathered.take(Field.PROGRAMME, _whole(gathered), "answer", programme=named[0])


def _hosts(gathered: Gathered, _context: Context) -> None:
    if said := _free_text(gathered, _TEXT_LEAD, _TEXT_TAIL):
        hosts = tuple(filter(None, _LISTED.split(said)))
        gathered.take(Field.HOSTS, _whole(gathered), "answer", hosts=hosts)


_ANSWERS: dict[Field, Callable[[Gathered, Context], None]] = {
    Field.TITLE: _text(Field.TITLE),
    Field.KIND: _kind,
    Field.TOPIC: _text(Field.TOPIC),
    Field.DATE: _day,
    Field.VENUE: _venue,
    Field.ATTENDANCE: _amount(Field.ATTENDANCE),
    Field.ONLINE: _amount(Field.ONLINE),
    Field.SESSIONS: _amount(Field.SESSIONS),
    Field.AUDIENCE: _audience,
    Field.PROGRAMME: _programme,
    Field.OUTPUTS: _outputs,
    Field.HOSTS: _hosts,
    Field.VOLUNTEERS: _amount(Field.VOLUNTEERS),
    Field.EXPERTS: _amount(Field.EXPERTS),
    Field.NOTE: _text(Field.NOTE),
}
