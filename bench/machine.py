"""On what it was measured: figures mean nothing without."""

import os
import platform
import sqlite3
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("sqlalchemy", "psycopg", "msgspec", "starlette", "uvicorn", "typst", "python-telegram-bot", "aiohttp")


def machine() -> Mapping[str, str]:
    """Processor, cores, system and versions."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    """The model as Linux tells it, else what Python knows."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
