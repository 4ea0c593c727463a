"""`python -m bot`: the commands, a few lines each; imports wait until a command runs, so that --help is instant."""

import asyncio
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.command_line import FAILED, WRONG_USE, fail, ledger_of, settings_in_force, told
from bot.text_commands import check_text, register
from bot.unit_commands import app as units_app
from handlers.texts import operator as texts
from handlers.texts import verifying

app = typer.Typer(
    help="Kepu Ledger: a chat bot that keeps a ledger of science-popularisation activities.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(units_app, name="units")
app.command("check-text")(check_text)
app.command("register")(register)


@app.command()
def run() -> None:
    """Start every channel that is configured: the local web chat, with a sample county where the ledger is empty."""
    from bot import greeting
    from bot.app import (
        loop_factory,
        personas,
        serve,
        telegram_channel,
        web_channel,
        with_sample,
    )
    from bot.wecom import group_robot, wecom_app_channel, wecom_channel

    with told():
        settings = settings_in_force()
        ledger = ledger_of(settings)
        if settings.is_for_trying:
            with_sample(ledger)
        telegram = telegram_channel(settings, ledger)
        app = wecom_app_channel(settings, ledger)
        channel = web_channel(settings, ledger, telegram, app)
        try:
            url = channel.bind()
        except OSError as busy:
            why = str(busy.strerror).partition(" (")[0]
            fail(
                f"KEPU_LISTEN={settings.listen} cannot be listened on ({why}): stop the program that "
                "uses it, or set another port, for example KEPU_LISTEN=127.0.0.1:8081",
                code=FAILED,
            )
        typer.echo(greeting.greeting(settings, ledger, url, personas(ledger)))
        on_wecom = (wecom_channel(settings, ledger), app, group_robot(settings, ledger))
        others = tuple(one for one in (telegram, *on_wecom) if one)
        closing = tuple(one.close for one in others)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(serve(ledger, (channel, *others), closing))


@app.command()
def chat(
    who: Annotated[str, typer.Option("--as", help=texts.AS_HELP)] = "",
    transcript: Annotated[bool, typer.Option(help="Print the conversation as a transcript test.")] = False,
) -> None:
    """Talk to the ledger in this terminal; the same conversation as through every other channel."""
    from bot import chat as terminal
    from bot.app import personas, with_sample

    with told():
        settings = settings_in_force()
        ledger = ledger_of(settings)
        if settings.is_for_trying:
            with_sample(ledger)
        wanted = who or next((one.role for one in personas(ledger)), "")
        person = terminal.person_called(ledger, wanted)
        if person is None and who not in ("", texts.STRANGER):
            known = texts.ALIAS_SEPARATOR.join((*terminal.names(ledger), texts.STRANGER))
            fail(texts.NOBODY.format(who=who, people=known), code=WRONG_USE)
        account = terminal.connected(ledger, person) if person else terminal.LOCAL
        with suppress(KeyboardInterrupt):  # Ctrl-C is as good an end as Ctrl-D
            asyncio.run(terminal.chat(ledger, account, sys.stdin, sys.stdout, transcript=transcript))


@app.command()
def check() -> None:
    """Show what is set, which channels would start, and whether the ledger is in order; exit 1 where it is not."""
    from bot.checkup import checkup
    from bot.masked import describe

    with told():
        settings = settings_in_force()
        for line in describe(settings):
            typer.echo(line)
        sound = checkup(settings, typer.echo)
    raise typer.Exit(0 if sound else FAILED)


@app.command()
def demo(
    seed: Annotated[int, typer.Option(help="The same seed on the same day fills the same ledger.")] = 1,
    activities: Annotated[int, typer.Option(min=1, max=200_000, help="How many activities.")] = 3600,
) -> None:
    """Fill the sample county with a believable year, for trying, tests and benchmarks."""
    from bot.demo import demo as filling

    with told():
        code = filling(ledger_of(settings_in_force()), seed, activities, sys.stdout, sys.stderr)
    raise typer.Exit(code)


@app.command()
def read(
    file: Annotated[str, typer.Argument(help="Text or JSON lines, one message each; - is standard input.")] = "-",
    explain: Annotated[
        bool, typer.Option("--explain", help="Every field with its words and the rule, for people.")
    ] = False,
    mistakes: Annotated[
        bool, typer.Option("--mistakes", help="List what people corrected of what was read, instead of a file.")
    ] = False,
) -> None:
    """Show what the reader makes of messages: one JSON object a line, or every field explained."""
    from bot.mistakes import list_mistakes
    from bot.reading import read_file

    with told():
        if mistakes:
            list_mistakes(ledger_of(settings_in_force()), sys.stdout)
            return
        code = read_file(file, settings_in_force(), explain=explain)
    raise typer.Exit(code)


@app.command()
def summary(
    period: Annotated[str, typer.Argument(help=texts.REPORT_PERIOD_HELP)] = "",
    unit: Annotated[str, typer.Option(help="Name or id of a unit; without it the whole ledger.")] = "",
    by: Annotated[str, typer.Option(help="kind, programme, audience, unit, month, campaign or topic.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table with a head, a line for each part.")] = False,
    picture: Annotated[Path | None, typer.Option(help="Save the figures as this PNG.")] = None,
) -> None:
    """Print the figures of a period; without words of this month."""
    from bot import summary_command as adding

    with told():
        wanted = adding.Wanted(period, unit, by, as_json, picture, as_csv)
        raise typer.Exit(adding.summary(ledger_of(settings_in_force()), wanted, sys.stdout, sys.stderr))


@app.command()
def sums() -> None:
    """Make the kept sums anew from the records, where `check` found some that differ."""
    from storage.campaigns import judge
    from storage.sums import rebuild

    with told():
        desk = ledger_of(settings_in_force()).desk
        with desk.database.writing() as tx:
            judge(tx, desk.taxonomy.campaigns)
            rebuild(tx.connection)


@app.command()
def report(
    kind: Annotated[str, typer.Argument(help=texts.REPORT_KIND_HELP)] = "",
    period: Annotated[str, typer.Argument(help=texts.REPORT_PERIOD_HELP)] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write.")] = None,
    verify: Annotated[Path | None, typer.Option(help=verifying.VERIFY_HELP)] = None,
    unit: Annotated[str, typer.Option(help="Name or id of a unit; without it the whole ledger.")] = "",
    addressee: Annotated[str, typer.Option(help="To whom a written report goes.")] = "",
    signature: Annotated[str, typer.Option(help="Who signs a written report; without it the unit.")] = "",
    problems: Annotated[str, typer.Option(help="What it says of problems, a paragraph a line.")] = "",
    plans: Annotated[str, typer.Option(help="What it says of plans, a paragraph a line.")] = "",
    lead: Annotated[str, typer.Option(help="What it says of how the work was led, a paragraph a line.")] = "",
) -> None:
    """Write a report into a file: the ledger or a summary as Excel, a written report as Word or PDF."""
    from bot import report_command as writing
    from bot.verify_command import verify as checking

    if verify is not None:
        if kind or out is not None:
            fail(verifying.ALONE, code=WRONG_USE)
        with told():
            code = checking(ledger_of(settings_in_force()), verify, sys.stdout, sys.stderr)
        raise typer.Exit(code)
    if not kind or not period or out is None:
        fail(verifying.NEED, code=WRONG_USE)
    asked = writing.Wanted(kind, period, out, unit, addressee, signature, problems, plans, lead)
    with told():
        code = writing.report(ledger_of(settings_in_force()), asked, sys.stderr)
    raise typer.Exit(code)


@app.command()
def invite(
    unit: Annotated[str, typer.Option(help="Name or id of the unit.")],
    role: Annotated[str, typer.Option(help="volunteer, officer or coordinator.")] = "volunteer",
    days: Annotated[int, typer.Option(min=1, max=90, help="Days until the code expires.")] = 7,
    qr: Annotated[Path | None, typer.Option(help="Save the QR code of the Telegram link as this PNG.")] = None,
) -> None:
    """Print a one-time code with which somebody joins a unit; with a Telegram bot its link and QR code too."""
    from bot.invitation import Wanted
    from bot.invitation import invite as inviting
    from storage.model.people import Role

    if role not in list(Role):
        fail(f"--role {role} is not known: write one of {', '.join(Role)}", code=WRONG_USE)
    with told():
        settings, wanted = settings_in_force(), Wanted(Role(role), unit, days, qr)
        code = inviting(settings, ledger_of(settings), wanted, typer.echo, partial(typer.echo, err=True))
    raise typer.Exit(code)


if __name__ == "__main__":
    app()
