"""Loads the file of forms: checked whole, a fault named with its place and the way out."""

from pathlib import Path

from bot.yaml_file import YamlFault, once, read_list
from storage.model.forms import Form

SHIPPED = Path(__file__).with_name("forms.yaml")
NAME = "forms.yaml"
"""A file of this name in the data folder takes the place of the shipped one."""

PERIOD, ACTIVITY = "period", "activity"
_BLANKS = ("", "0", "-", "—", "/")


def forms_file(data_dir: Path) -> Path:
    """The office's own file where it has one, else the shipped one."""
    own = data_dir / NAME
    return own if own.exists() else SHIPPED


def load_forms(path: Path = SHIPPED) -> tuple[Form, ...]:
    """The forms of a file. Raises YamlFault."""
    forms = read_list(path, Form)
    once(path, (word for form in forms for word in {form.name, *form.words}))
    for form in forms:
        _check(path, form)
    return forms


def _check(path: Path, form: Form) -> None:
    if form.each not in (PERIOD, ACTIVITY):
        raise YamlFault(f"{path}, {form.name}: each is “{form.each}”: write period or activity.")
    if form.blank not in _BLANKS:
        raise YamlFault(f"{path}, {form.name}: blank is “{form.blank}”: write one of 0, -, / or nothing.")
    for field in form.fields:
        if sum(map(bool, (field.sum, field.take, field.words))) > 1:
            raise YamlFault(f"{path}, {form.name}, “{field.title}”: keep one of sum, take and words.")
        if field.take and form.each == PERIOD:
            raise YamlFault(f"{path}, {form.name}, “{field.title}”: a period is summed: write sum instead of take.")
        if field.sum and form.each == ACTIVITY:
            raise YamlFault(f"{path}, {form.name}, “{field.title}”: of an activity something is taken: write take.")
