"""What every dialog is given: the conversation so far, what came in, who it is, and whom to ask."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.read.reading import Context
from handlers.state import Dialog, Task, with_dialog
from handlers.turn import Buttons, Facts, Incoming, Outcome, Reply, Say
from storage.model.people import Person
from storage.model.writes import Write

Result = Outcome[Dialog]


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn of somebody who has joined."""

    dialog: Dialog
    incoming: Incoming
    who: Person
    facts: Facts

    @property
    def at(self) -> datetime:
        """When the message was sent, in the person's zone."""
        return self.incoming.at

    @property
    def today(self) -> date:
        """The person's day."""
        return self.incoming.at.date()

    def context(self, at: datetime | None = None) -> Context:
        """What the reader may know."""
        return Context(at or self.at, self.facts.taxonomy, self.facts.places(self.who.unit_id))

    def result(self, *replies: Reply, writes: tuple[Write, ...] = (), **changes: object) -> Result:
        """An outcome with the dialog changed in the given fields."""
        return Outcome(with_dialog(self.dialog, **changes), replies, writes)

    def say(self, text: str, buttons: Buttons = (), *, task: Task | None = None) -> Result:
        """Answer with plain text; the task stays unless another is given."""
        return self.result(Say(text, buttons), task=self.dialog.task if task is None else task)
