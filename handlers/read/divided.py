"""By what the headings of a report are divided: 「按主题」, 「2006版」, 「按形式分」."""

from handlers.read.writing import plainly
from handlers.texts.composing import BY_WORDS
from storage.model.shells import Each

LONGEST = 12
"""Characters of such an answer."""


def read_headings(text: str, editions: tuple[str, ...]) -> Each | str | None:
    """Classes, or an edition of the outline; None where neither is named.

    >>> read_headings("按主题分", ("2006", "2021")), read_headings("2006年的", ("2006", "2021"))
    (<Each.TOPIC: 'topic'>, '2006')
    """
    plain = plainly(text).plain
    if len(plain) > LONGEST:
        return None
    edition = next((one for one in editions if one in plain), None)
    return edition or next((each for each, words in BY_WORDS.items() if any(word in plain for word in words)), None)
