"""Files of old office programs, which new ones use for what they lock with a password: told by their bytes."""

_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def is_old(content: bytes) -> bool:
    """Whether it is such a file: a .doc, or any office file that is locked."""
    return content.startswith(_START)


def is_locked(content: bytes) -> bool:
    """Whether a password is needed to open it."""
    return is_old(content) and _LOCKED in content
