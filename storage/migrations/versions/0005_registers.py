"""Registers: facts of reports that are no activities."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three new tables; the others stay as they are."""
    op.create_table(
        "register_entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_register_entry_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
    )
    op.create_index(op.f("ix_register_entry_unit_id"), "register_entry", ["unit_id"], unique=False)
    op.create_table(
        "register_version",
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_register_version_by")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_register_version_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "number", name=op.f("pk_register_version")),
    )
    op.create_table(
        "release_entry",
        sa.Column("release_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_release_entry_entry_id")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_entry_release_id")),
        sa.PrimaryKeyConstraint("release_id", "entry_id", name=op.f("pk_release_entry")),
    )


def downgrade() -> None:
    """Back to before there were registers; what was entered is lost."""
    op.drop_table("release_entry")
    op.drop_table("register_version")
    op.drop_table("register_entry")
