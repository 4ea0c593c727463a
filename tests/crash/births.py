"""Lives of a program that is killed again and again, from the side of the test."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from tests.crash.fate import Order

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0


class Nursery:
    """Lives of one program, one at a time (see tests.crash.fate)."""

    def __init__(self, program: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def begin(self, order: Order) -> dict[str, Any]:
        """The url and pid of a new life, or how it ended before it could be reached."""
        assert self._process.stdin
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        self._process.stdin.flush()
        return self.told()

    def told(self) -> dict[str, Any]:
        """The next line; after `begin` that is how the life ended."""
        assert self._process.stdout
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def close(self) -> None:
        self._process.communicate(timeout=PATIENCE)
