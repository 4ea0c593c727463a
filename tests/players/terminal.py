"""Plays the lines of a transcript through terminals."""

import io
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.app import answering
from bot.channels.terminal import TerminalChannel
from bot.nudging import reworded
from bot.outbox import Postman
from bot.papers import Press
from bot.transcript import Spoken, attachment
from storage.faults import Unavailable
from storage.model.people import Account
from tests.players.lines import delivered, line_of, photo, wording
from tests.players.world import World


class ThroughTerminal:
    """Everybody at a terminal of their own."""

    name = "terminal"

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, world.desk()
        self.terminals: dict[str, TerminalChannel] = {}

    def account_of(self, who: str) -> str:
        self._terminal(who)
        return who

    async def play(self, spoken: Spoken) -> str:
        attached = attachment(spoken.what)
        if attached and attached[1]:
            (self.world.folder / attached[1]).write_bytes(photo(attached[1]))
        terminal = self._terminal(spoken.who)
        terminal.lines = io.StringIO(wording(spoken.what).replace("\n", "\\n") + "\n")
        terminal.out = printed = io.StringIO()
        postman = self._postman(spoken.who)
        terminal.settled = lambda: delivered(postman, self.name)
        await terminal.run(answering(self.desk, postman))
        return line_of(spoken) + printed.getvalue().partition("\n")[2]

    async def let(self, happen: Callable[[], Awaitable[object]]) -> Mapping[str, str]:
        await happen()
        return {who: await self._came(who) for who in tuple(self.terminals)}

    async def _came(self, who: str) -> str:
        self.terminals[who].out = printed = io.StringIO()
        await delivered(self._postman(who), self.name)
        return printed.getvalue()

    def _postman(self, who: str) -> Postman:
        terminal, account = self._terminal(who), Account(self.name, who)
        judge = partial(reworded, self.desk)
        return Postman(self.world.database, {self.name: terminal}, self.world.now, account, judge)

    def _terminal(self, who: str) -> TerminalChannel:
        if who not in self.terminals:
            self.terminals[who] = TerminalChannel(
                account=who,
                lines=io.StringIO(),
                out=io.StringIO(),
                now=self.world.now,
                keep_file=self.world.evidence().keep,
                made=Press(self.world.database, self.desk.taxonomy, self.world.now).as_bytes,
                unavailable=(Unavailable,),
                transcript=True,
                folder=self.world.folder,
            )
        return self.terminals[who]
