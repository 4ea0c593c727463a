"""AES as WeCom uses it everywhere: 256 bits, CBC, the vector is the key's beginning, filled up to 32 bytes. Pure."""

import base64
import binascii

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK, _KEY, _VECTOR = 32, 32, 16


class Locked(ValueError):
    """This cannot be unlocked with this key, or the key is none."""


def unlocked(content: bytes, key: str) -> bytes:
    """What was locked with a key in base64, whose last sign `=` may be missing. Raises Locked."""
    secret = _secret(key)
    if not content or len(content) % _VECTOR:
        raise Locked
    opening = Cipher(algorithms.AES(secret), modes.CBC(secret[:_VECTOR])).decryptor()
    whole = opening.update(content) + opening.finalize()
    fill = whole[-1]
    if not 0 < fill <= _BLOCK or whole[-fill:] != bytes((fill,)) * fill:
        raise Locked
    return whole[:-fill]


def locked(content: bytes, key: str) -> bytes:
    """The same, locked; 1 to 32 bytes fill it up. Raises Locked where the key is none."""
    secret = _secret(key)
    fill = _BLOCK - len(content) % _BLOCK
    closing = Cipher(algorithms.AES(secret), modes.CBC(secret[:_VECTOR])).encryptor()
    return closing.update(content + bytes((fill,)) * fill) + closing.finalize()


def _secret(key: str) -> bytes:
    try:
        secret = base64.b64decode(key + "=" * (-len(key) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Locked from error
    if len(secret) != _KEY:
        raise Locked
    return secret
