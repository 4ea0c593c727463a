"""Plays the lines of a transcript through terminals."""

import io

from bot.app import answering
from bot.channels.terminal import TerminalChannel
from bot.outbox import Postman
from bot.transcript import Spoken, attachment
from storage.faults import Unavailable
from tests.players.lines import delivered, line_of, photo, wording
from tests.players.world import World


class ThroughTerminal:
    """Everybody at a terminal of their own."""

    name = "terminal"

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, world.desk()
        self.terminals: dict[str, TerminalChannel] = {}

    def account_of(self, who: str) -> str:
        return who

    async def play(self, spoken: Spoken) -> str:
        attached = attachment(spoken.what)
        if attached and attached[1]:
            (self.world.folder / attached[1]).write_bytes(photo(attached[1]))
        terminal = self._terminal(spoken.who)
        terminal.lines = io.StringIO(wording(spoken.what).replace("\n", "\\n") + "\n")
        terminal.out = printed = io.StringIO()
        postman = Postman(self.world.database, {self.name: terminal}, self.world.now)
        terminal.settled = lambda: delivered(postman, self.name)
        await terminal.run(answering(self.desk, postman))
        return line_of(spoken) + printed.getvalue().partition("\n")[2]

    def _terminal(self, who: str) -> TerminalChannel:
        if who not in self.terminals:
            self.terminals[who] = TerminalChannel(
                account=who,
                lines=io.StringIO(),
                out=io.StringIO(),
                now=self.world.now,
                keep_file=self.world.evidence().keep,
                unavailable=(Unavailable,),
                transcript=True,
                folder=self.world.folder,
            )
        return self.terminals[who]
