"""Where the web chat listens: host:port as a value."""

import re
from dataclasses import dataclass
from ipaddress import ip_address

_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Address:
    """A host and a port to listen on; as text it is host:port again."""

    host: str
    port: int

    def is_loopback(self) -> bool:
        """Whether only programs on this machine can connect. A name other than localhost is taken as open."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def is_url(text: str) -> bool:
    """Whether it is the address of a server: http or https, a host, and whatever follows."""
    return re.fullmatch(r"https?://[^\s/]+\S*", text) is not None


def read_address(value: object) -> object:
    """An Address from host:port; anything but text is handed back. Raises ValueError with the way out."""
    if not isinstance(value, str):
        return value
    host, _, port = value.rpartition(":")
    host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not re.fullmatch(r"[\w.-]+|[0-9a-fA-F:.]+", host, re.ASCII):
        raise ValueError("is not host:port: write for example 127.0.0.1:8080")
    if not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > _HIGHEST_PORT:
        raise ValueError(f"has no port from 0 to {_HIGHEST_PORT}: write for example 127.0.0.1:8080")
    return Address(host, int(port))
