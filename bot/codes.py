"""Codes for joining and connecting: short enough to type, too many to guess."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which people mistake for each other."""


def fresh_code() -> str:
    """A new code, like "K7PM-3XQ9": one of 31 to the power of 8, nearly 10 to the power of 12."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
