"""Cold start: from the command to the first page, in an empty folder and again in the same one."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.measure import Row, row
from bench.sizes import Sizes

GROUP = "start"
PATIENCE = 60.0
POLL = 0.004


def start_rows(folder: Path, sizes: Sizes) -> tuple[Row, ...]:
    """The first start makes tables and the sample county; the second finds them."""
    bare = [_bare() for _ in range(sizes.starts)]
    pairs = [_twice(folder / f"start-{nth}") for nth in range(sizes.starts)]
    first, second = zip(*pairs, strict=True)
    note = "a bare page on the same web server"
    return (
        row(GROUP, "first start, until the page answers", first, beside=median(bare), note=note),
        row(GROUP, "second start, until the page answers", second, beside=median(bare), note=note),
    )


def _twice(folder: Path) -> tuple[float, float]:
    folder.mkdir()
    return _until_page(folder), _until_page(folder)


def _until_page(folder: Path) -> float:
    port = _free_port()
    settings = {"KEPU_DATA_DIR": str(folder / "data"), "KEPU_LISTEN": f"127.0.0.1:{port}"}
    return _answered([sys.executable, "-m", "bot", "run"], port, settings)


def _bare() -> float:
    port = _free_port()
    return _answered([sys.executable, "-m", "bench.bare_page", str(port)], port, {})


def _answered(command: list[str], port: int, settings: dict[str, str]) -> float:
    """Seconds from the command to a page with status 200 (redirects followed); the program is then stopped."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KEPU_")}
    began = time.perf_counter()
    with subprocess.Popen(command, env=clean | settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as program:
        try:
            while not _page(port, "/"):
                if program.poll() is not None or time.perf_counter() - began > PATIENCE:
                    told = (
                        program.stderr.read().decode(errors="replace")
                        if program.poll() is not None and program.stderr
                        else ""
                    )
                    raise RuntimeError(f"{' '.join(command[1:])} did not answer: {told[-500:]}")
                time.sleep(POLL)
            return time.perf_counter() - began
        finally:
            program.terminate()


def _page(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()
    location = response.getheader("location")
    return _page(port, location) if location else response.status == 200


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
