"""Words as parts of an origin, which strokes keep apart."""


def quoted(part: str) -> str:
    """Words without a stroke, so that they can be a part of an origin.

    >>> quoted("水/土 50%")
    '水%2F土 50%25'
    """
    return part.replace("%", "%25").replace("/", "%2F")


def unquoted(part: str) -> str:
    """The words again.

    >>> unquoted(quoted("水/土 50%2F"))
    '水/土 50%2F'
    """
    return part.replace("%2F", "/").replace("%25", "%")
