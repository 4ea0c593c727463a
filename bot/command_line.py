"""What every command needs: settings, the ledger, and failures told as sentences; imports wait until then."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from bot.app import Ledger
    from bot.config import Settings

FAILED, WRONG_USE = 1, 2


def settings_in_force() -> "Settings":
    """From the environment and `.env`; logging is set up with them. Raises SettingsFault."""
    from bot import config, logs

    settings = config.load(os.environ, Path(".env"))
    logs.setup(settings.log_level, settings.secrets())
    return settings


def ledger_of(settings: "Settings") -> "Ledger":
    """The ledger they name, open."""
    from bot.app import open_ledger

    return open_ledger(settings)


@contextmanager
def told() -> Iterator[None]:
    """Every failure that is not ours becomes its sentence and an exit code; no traceback."""
    from bot.channel import ChannelFault
    from bot.config import SettingsFault
    from bot.restdays import RestDaysFault
    from bot.stationery import TemplateFault
    from bot.taxonomy import TaxonomyFault
    from bot.units import UnitFault
    from bot.yaml_file import YamlFault
    from storage.database import UnusableUrl
    from storage.faults import Unavailable
    from storage.schema import TooNew

    try:
        yield
    except (SettingsFault, TaxonomyFault, YamlFault, TemplateFault, RestDaysFault) as wrong:
        fail(*wrong.faults, code=WRONG_USE)
    except (UnusableUrl, UnitFault) as wrong:
        fail(str(wrong), code=WRONG_USE)
    except (Unavailable, TooNew, ChannelFault) as outside:
        fail(str(outside), code=FAILED)
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(FAILED) from None


def fail(*sentences: str, code: int) -> NoReturn:
    """Say why on standard error, and end with the exit code."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(code)
