"""The envelope of a callback: signature and AES (WeCom's documentation, page 90968). Pure."""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass

from bot.channels.wecom.aes import Locked, locked, unlocked

CHANCE = 16
"""Random bytes at the beginning of everything that is sealed."""


class Forged(ValueError):
    """Not signed with our token, not locked with our key, or meant for another company."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What goes back in an envelope, each part as it is written there."""

    encrypted: str
    signature: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """`token` and `key` (43 characters) as the admin console shows them, `receiver` the company's id."""

    token: str
    key: str
    receiver: str

    def opened(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> bytes:
        """The message inside. Raises Forged."""
        if not hmac.compare_digest(self._signature(timestamp, nonce, encrypted).encode(), signature.encode()):
            raise Forged
        try:
            whole = unlocked(base64.b64decode(encrypted, validate=True), self.key)
            (length,) = struct.unpack_from(">I", whole, CHANCE)
        except (Locked, binascii.Error, struct.error) as error:
            raise Forged from error
        message, receiver = whole[CHANCE + 4 :][:length], whole[CHANCE + 4 + length :]
        if len(message) != length or receiver != self.receiver.encode():
            raise Forged
        return message

    def sealed(self, message: bytes, timestamp: str, nonce: str, chance: bytes) -> Sealed:
        """An answer for the envelope; `chance` are CHANCE random bytes."""
        whole = chance + struct.pack(">I", len(message)) + message + self.receiver.encode()
        encrypted = base64.b64encode(locked(whole, self.key)).decode()
        return Sealed(encrypted, self._signature(timestamp, nonce, encrypted))

    def _signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """SHA-1 of the sorted parts, as the platform prescribes: the token in it is what makes it a signature."""
        parts = "".join(sorted((self.token, timestamp, nonce, encrypted)))
        return hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()
