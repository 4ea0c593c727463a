"""The tables of what came out of activities: what was handed out, shown or issued."""

from reports import texts
from reports.summary import Table
from storage.model.activity import Category
from storage.model.figures import OutputTally


def output_tables(outputs: tuple[OutputTally, ...]) -> tuple[Table, ...]:
    """One table of materials, one of everything else; none where there is nothing.

    Rows are as given: printed and handed out, or two measure words, are different things and never added up, so there
    is no total.
    """
    materials = tuple(output for output in outputs if output.category is Category.MATERIAL)
    others = tuple(output for output in outputs if output.category is not Category.MATERIAL)
    titled = ((texts.MATERIALS, materials), (texts.OTHER_OUTPUTS, others))
    return tuple(_table(title, chosen) for title, chosen in titled if chosen)


def _table(title: str, outputs: tuple[OutputTally, ...]) -> Table:
    approximate = any(output.approximate for output in outputs)
    uncounted = any(output.uncounted for output in outputs)
    return Table(
        title=title,
        head=(
            texts.HEAD_ITEM,
            texts.HEAD_ACTION,
            texts.HEAD_QUANTITY,
            *((texts.HEAD_APPROXIMATE,) if approximate else ()),
            *((texts.HEAD_UNCOUNTED,) if uncounted else ()),
        ),
        rows=tuple(
            (
                output.item,
                output.action or texts.CATEGORIES[output.category],
                _quantity(output),
                *((str(output.approximate),) if approximate else ()),
                *((str(output.uncounted),) if uncounted else ()),
            )
            for output in outputs
        ),
    )


def _quantity(output: OutputTally) -> str:
    # A zero would be an invented figure where nobody counted.
    if output.uncounted and not output.quantity:
        return texts.NOT_COUNTED
    said = texts.measured(output.quantity, output.measure)
    return texts.shown_again(said, output.times) if output.action == texts.SHOWN and output.times > 1 else said
