"""Sums by topic and campaign, and the campaigns of each record."""

import sqlalchemy as sa
from alembic import op

from storage import sums

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEFORE = (
    *("unit_id", "start", "withdrawn", "id", "session_word", "kind", "programme", "audience", "month", "sessions"),
    *("attendance", "attendance_approximate", "online", "topic", "volunteers", "experts"),
)


def upgrade() -> None:
    """One new column, of no campaigns until the start has read their file; the sums are made anew from the records."""
    op.add_column("activity", sa.Column("campaigns", sa.Text(), nullable=False, server_default=""))
    op.drop_index("ix_activity_figures", "activity")
    op.create_index("ix_activity_figures", "activity", [*BEFORE[:-2], "campaigns", *BEFORE[-2:]])
    sums.rebuild(op.get_bind())


def downgrade() -> None:
    """Back to topics and campaigns that are added up when they are asked for."""
    op.execute("DELETE FROM figure_sum WHERE grouping IN ('topic', 'campaign')")
    op.execute("DELETE FROM ledger WHERE key = 'campaigns'")
    op.drop_index("ix_activity_figures", "activity")
    op.create_index("ix_activity_figures", "activity", list(BEFORE))
    op.drop_column("activity", "campaigns")
