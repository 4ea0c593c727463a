"""Sums kept with every write, and what they need of a record."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = (
    *("unit_id", "start", "withdrawn", "id", "session_word", "kind", "programme", "audience", "month", "sessions"),
    *("attendance", "attendance_approximate", "online"),
)
FIGURES = ("activities", "sessions", "attendance", "approximate", "uncounted", "online", "volunteers", "experts")


def upgrade() -> None:
    """Two new tables, three new columns; what is added up today needs the columns of 0007, which makes the sums."""
    _columns()
    _tables()


def _columns() -> None:
    op.add_column("activity", sa.Column("topic", sa.Text(), nullable=False, server_default=""))
    op.add_column("activity", sa.Column("volunteers", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.add_column("activity", sa.Column("experts", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.execute(_ON_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _ON_SQLITE)
    op.drop_index("ix_activity_figures", "activity")
    op.create_index("ix_activity_figures", "activity", [*BEFORE, "topic", "volunteers", "experts"])


def _tables() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "figure_sum",
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("grouping", sa.String(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("key", "kind", "session_word")),
        *(sa.Column(name, big, nullable=False) for name in FIGURES),
        sa.PrimaryKeyConstraint(
            "unit_id", "grouping", "month", "key", "kind", "session_word", name=op.f("pk_figure_sum")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "output_sum",
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("item", "action", "measure")),
        *(sa.Column(name, big, nullable=False) for name in ("times", "quantity", "approximate", "uncounted")),
        sa.PrimaryKeyConstraint(
            "unit_id", "month", "category", "item", "action", "measure", name=op.f("pk_output_sum")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back to what is added up when it is asked for."""
    op.drop_table("output_sum")
    op.drop_table("figure_sum")
    op.drop_index("ix_activity_figures", "activity")
    op.create_index("ix_activity_figures", "activity", list(BEFORE))
    for name in ("experts", "volunteers", "topic"):
        op.drop_column("activity", name)


_ON_SQLITE = (
    "UPDATE activity SET topic = coalesce(json_extract(particulars, '$.topic'), ''),"
    " volunteers = json_extract(particulars, '$.volunteers.value'),"
    " experts = json_extract(particulars, '$.experts.value')"
)
_ON_POSTGRESQL = (
    "UPDATE activity SET topic = coalesce(particulars::json ->> 'topic', ''),"
    " volunteers = (particulars::json #>> '{volunteers,value}')::bigint,"
    " experts = (particulars::json #>> '{experts,value}')::bigint"
)
