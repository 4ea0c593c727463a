"""One way each to write a day, an amount, a list: used by every dialog, so that a figure looks the same everywhere."""

from datetime import date, datetime

from storage.model.activity import Amount, Field, Output, Particulars

NOT_COUNTED = "没统计"
NONE_GIVEN = "没发"
PLAIN_DAYS = ("今", "昨", "前天")
"""Days everybody knows without the words: the weekday beside the date says enough."""

LONGEST_WORD = 12
"""A whole sentence beside a name explains nothing."""

WEEKDAYS = "一二三四五六日"


def day(when: date, today: date) -> str:
    """A day without its year when that is this year's: "9月17日", "2025年9月17日" (no leading zeros, GB/T 9704)."""
    text = f"{when.month}月{when.day}日"
    return text if when.year == today.year else f"{when.year}年{text}"


def days(first: date | None, last: date | None, today: date) -> str:
    """One day with its weekday, or a range whose parts are not repeated."""
    if first is None:
        return ""
    if last is None or last == first:
        return f"{day(first, today)}周{WEEKDAYS[first.weekday()]}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{day(first, today)}至{last.day}日"
    return f"{day(first, today)}至{day(last, first)}"


def moment(when: datetime, today: date) -> str:
    """A day and the time of day: "11月21日18:03"."""
    return f"{day(when.date(), today)}{when:%H:%M}"


def amount(number: Amount, measure: str) -> str:
    """A number as honest as it was said: "约200人", "80～100人", "没统计", or nothing when nothing was said."""
    if not number.said:
        return ""
    if number.value is not None:
        return f"{'约' if number.approximate else ''}{number.value}{measure}"
    if number.low is not None and number.high is not None:
        return f"{number.low}～{number.high}{measure}"
    return NOT_COUNTED


def people(particulars: Particulars) -> str:
    """How many came, or how many watched where nobody came: "80人", "1580人次"."""
    return amount(particulars.attendance, "人") or amount(particulars.online, "人次")


def output(thing: Output) -> str:
    """What was done with how much of what: "发放折页150份"."""
    known = thing.amount.value is not None or thing.amount.low is not None
    return f"{thing.action}{thing.item}{amount(thing.amount, thing.measure) if known else ''}"


def outputs(particulars: Particulars) -> str:
    """All outputs in a row; "没发" when that was the answer."""
    if particulars.outputs:
        return "、".join(output(thing) for thing in particulars.outputs)
    return NONE_GIVEN if particulars.outputs_said else ""


def value(particulars: Particulars, field: Field, today: date) -> str:
    """A field as people read it, empty when nothing was said."""
    match field:
        case Field.DATE:
            return days(particulars.start, particulars.end, today)
        case Field.ATTENDANCE:
            return amount(particulars.attendance, "人")
        case Field.ONLINE:
            return amount(particulars.online, "人次")
        case Field.SESSIONS:
            return amount(particulars.sessions, particulars.session_word or "场")
        case Field.OUTPUTS:
            return outputs(particulars)
        case Field.VOLUNTEERS | Field.EXPERTS:
            return amount(getattr(particulars, field.value), "人")
        case Field.HOSTS:
            return "、".join(particulars.hosts)
        case Field.TITLE | Field.KIND | Field.TOPIC | Field.VENUE | Field.AUDIENCE | Field.PROGRAMME | Field.NOTE:
            return str(getattr(particulars, field.value))


def telling(particulars: Particulars, field: Field, words: str, today: date) -> str:
    """The words a value was read from where they say more than it does, else nothing: 「两百来人」 beside 约200人."""
    if words in value(particulars, field, today):
        return ""
    match field:
        case Field.DATE:
            return "" if words.startswith(PLAIN_DAYS) or words[:1].isdigit() else words
        case Field.ATTENDANCE | Field.ONLINE | Field.SESSIONS | Field.VOLUNTEERS | Field.EXPERTS:
            number: Amount = getattr(particulars, field.value)
            exact = number.value is not None and not number.approximate and str(number.value) in words
            return "" if exact or words == NOT_COUNTED else words
        case Field.OUTPUTS:
            return "" if all(_counted(thing.amount) for thing in particulars.outputs) else words
        case _:
            return words if len(words) <= LONGEST_WORD else ""


def _counted(number: Amount) -> bool:
    return number.value is not None and not number.approximate


def name(particulars: Particulars) -> str:
    """What to call an activity: its title, else its topic and kind."""
    return particulars.title or f"{particulars.topic}{particulars.kind}" or "活动"


def shortened(text: str, length: int) -> str:
    """At most `length` characters, the last an ellipsis where something was cut."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
