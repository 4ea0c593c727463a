"""The tables of the ledger. What is derived from a record's newest version follows it by storage.records."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Json, JsonBytes, UtcDateTime, Words
from storage.model.activity import Evidence, Particulars
from storage.model.duties import Rule, Wish
from storage.model.figures import Period, Scope
from storage.model.people import Preferences
from storage.model.registers import RegisterEntry

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up an INTEGER key only
BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")  # the range search by prefix needs plain byte order
ACTIVE = text("state IN ('planned', 'sending')")
FIGURES = ("activities", "sessions", "attendance", "approximate", "uncounted", "online", "volunteers", "experts")
OUTPUT_FIGURES = ("times", "quantity", "approximate", "uncounted")
"""What is added up of records and of what came out of them, in this order wherever it is written."""
PLANNED = text("state = 'planned'")

unit = Table(
    "unit",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Words, nullable=False),
    Column("level", String, nullable=False),
    Column("parent_id", ForeignKey("unit.id"), nullable=True),
    Column("path", BYTEWISE, nullable=False, unique=True),
    Column("aliases", Json(tuple[str, ...]), nullable=False),
    Column("sort", Integer, nullable=False),
    Index(None, "parent_id"),
)

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Words, nullable=False),
    Column("role", String, nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("preferences", Json(Preferences), nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Index(None, "unit_id"),
)

account = Table(
    "account",
    metadata,
    Column("channel", String, primary_key=True),
    Column("external_id", Words, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=True),  # NULL: no longer connected
    Column("connected_at", UtcDateTime, nullable=False),
    Index(None, "person_id"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("inviter_id", ForeignKey("person.id"), nullable=True),
    Column("used_at", UtcDateTime, nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
)

connection = Table(
    "connection",
    metadata,
    Column("code_hash", String, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
)

wrong_code = Table(
    "wrong_code",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("account", Words, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "account", "at"),
)

activity = Table(
    "activity",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("recorder_id", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("withdrawn", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("programme", Words, nullable=False),
    Column("audience", Words, nullable=False),
    Column("venue", Words, nullable=False),
    Column("start", Date, nullable=True),
    Column("end", Date, nullable=True),
    Column("month", String(7), nullable=False),  # "2026-03", empty without a start
    Column("sessions", BIG, nullable=False),  # one where nothing was said
    Column("session_word", Words, nullable=False),
    Column("attendance", BIG, nullable=True),
    Column("attendance_approximate", Boolean, nullable=False),
    Column("attendance_low", BIG, nullable=True),
    Column("attendance_high", BIG, nullable=True),
    Column("online", BIG, nullable=True),
    Column("topic", Words, nullable=False, server_default=""),
    Column("campaigns", Words, nullable=False, server_default=""),  # see storage.campaigns
    Column("volunteers", BIG, nullable=True),
    Column("experts", BIG, nullable=True),
    Column("particulars", Json(Particulars), nullable=False),
    Column("evidence", Json(tuple[Evidence, ...]), nullable=False),
    Index(
        "ix_activity_figures",
        "unit_id",
        "start",
        "withdrawn",
        "id",
        "session_word",
        "kind",
        "programme",
        "audience",
        "month",
        "sessions",
        "attendance",
        "attendance_approximate",
        "online",
        "topic",
        "campaigns",
        "volunteers",
        "experts",
    ),  # whole: sums are added up from it without the records
    Index(None, "recorder_id", "start"),
    # None on the start alone: without statistics SQLite would take it and read every unit's records.
)

activity_output = Table(
    "activity_output",
    metadata,
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("category", String, nullable=False),
    Column("item", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("measure", Words, nullable=False),
    Column("quantity", BIG, nullable=True),
    Column("approximate", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

figure_sum = Table(
    "figure_sum",
    metadata,
    Column("unit_id", String, primary_key=True),  # with all below it; "" is the whole ledger
    Column("grouping", String, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("key", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("session_word", Words, primary_key=True),
    *(Column(name, BIG, nullable=False) for name in FIGURES),
    sqlite_with_rowid=False,
)

output_sum = Table(
    "output_sum",
    metadata,
    Column("unit_id", String, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("category", String, primary_key=True),
    Column("item", Words, primary_key=True),
    Column("action", Words, primary_key=True),
    Column("measure", Words, primary_key=True),
    *(Column(name, BIG, nullable=False) for name in OUTPUT_FIGURES),
    sqlite_with_rowid=False,
)

activity_version = Table(
    "activity_version",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=True),  # settles the order within one second
    Column("activity_id", ForeignKey("activity.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("act", String, nullable=False),
    Column("particulars", Json(Particulars), nullable=False),
    Column("evidence", Json(tuple[Evidence, ...]), nullable=False),
    Column("withdrawn", Words, nullable=False),
    Column("by", ForeignKey("person.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Words, nullable=False),
    UniqueConstraint("activity_id", "number"),
    Index(None, "by", "position"),
)

mistake = Table(
    "mistake",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Words, nullable=False),
    Column("before", Json(Particulars), nullable=False),
    Column("after", Json(Particulars), nullable=False),
)

venue = Table(
    "venue",
    metadata,
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("name", Words, primary_key=True),
    Column("uses", Integer, nullable=False),  # records that stand and name it
    Column("used_at", UtcDateTime, nullable=False),
    Index(None, "unit_id", "used_at"),
)

number_counter = Table(
    "number_counter",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("account", Words, nullable=False),
    Column("event", JsonBytes, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("failed", Text, nullable=False),  # why the turn failed; empty: it went through
    Index(None, "account", "position"),
    Index("ix_inbox_failed", "position", sqlite_where=text("failed <> ''"), postgresql_where=text("failed <> ''")),
)

dialog = Table(
    "dialog",
    metadata,
    Column("owner", Words, primary_key=True),
    Column("state", JsonBytes, nullable=False),
    Column("revision", BIG, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("channel", String, nullable=False),
    Column("account", Words, nullable=False),
    Column("message", JsonBytes, nullable=False),
    Column("card_key", Words, nullable=False),
    Column("urgency", Integer, nullable=False),  # 0: somebody waits for it
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=True),
    Column("claimed_at", UtcDateTime, nullable=True),
    Column("sent_at", UtcDateTime, nullable=True),
    Column("reference", Words, nullable=True),
    Index(None, "account", "position"),
    Index(None, "account", "card_key", "position"),
    Index("ix_outbox_active", "channel", "account", "position", sqlite_where=ACTIVE, postgresql_where=ACTIVE),
    Index("ix_outbox_planned", "channel", "urgency", "position", sqlite_where=PLANNED, postgresql_where=PLANNED),
)

audit = Table(
    "audit",
    metadata,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Words, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index(None, "subject", "position"),
)

rule = Table(
    "rule",
    metadata,
    Column("id", String, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("rule", Json(Rule), nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Index(None, "unit_id"),
)

obligation = Table(
    "obligation",
    metadata,
    Column("rule_id", ForeignKey("rule.id"), primary_key=True),
    Column("period", String, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("owing", Boolean, nullable=False),  # false: the rule no longer asks this unit
    Column("status", String, nullable=False),  # what was declared; activities are counted when it is read
    Column("at", UtcDateTime, nullable=True),
    Column("by", ForeignKey("person.id"), nullable=True),
    Column("reason", Words, nullable=False),
    Column("reopened_at", UtcDateTime, nullable=True),
    Index(None, "unit_id", "closes_at"),
)

reminder = Table(
    "reminder",
    metadata,
    Column("id", String, primary_key=True),
    Column("errand", String, nullable=False),
    Column("subject", BYTEWISE, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("slot", String, nullable=False),
    Column("moment", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),  # planned → handed (to the outbox, as message_id) or skipped
    Column("reason", Text, nullable=False),
    Column("message_id", Words, nullable=True),
    Column("planned_at", UtcDateTime, nullable=False),
    Index(None, "person_id", "moment"),
    Index(None, "subject"),
    Index(None, "message_id"),
    Index("ix_reminder_planned", "moment", "person_id", sqlite_where=PLANNED, postgresql_where=PLANNED),
)

wish = Table(
    "wish",
    metadata,
    Column("id", String, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("next_at", UtcDateTime, nullable=True),
    Column("wish", Json(Wish), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Index(None, "person_id"),
    Index(None, "next_at"),
)

plan = Table(
    "plan",
    metadata,
    Column("id", String, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("particulars", Json(Particulars), nullable=False),
    Column("day", Date, nullable=False),
    Column("told", Words, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Index(None, "state", "day"),
    Index(None, "person_id"),
)

release = Table(
    "release",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=True),
    Column("scope", Json(Scope), nullable=False),
    Column("before", Json(Period), nullable=True),
    Column("question", Words, nullable=False),
    Column("by", ForeignKey("person.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("digest", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "unit_id", "at"),
)

release_record = Table(
    "release_record",
    metadata,
    Column("release_id", ForeignKey("release.id"), primary_key=True),
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("earlier", Boolean, nullable=False),
)

register_entry = Table(
    "register_entry",
    metadata,
    Column("id", String, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("entry", Json(RegisterEntry), nullable=False),
    Index(None, "unit_id"),
)

register_version = Table(
    "register_version",
    metadata,
    Column("entry_id", ForeignKey("register_entry.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entry", Json(RegisterEntry), nullable=False),
    Column("by", ForeignKey("person.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

release_entry = Table(
    "release_entry",
    metadata,
    Column("release_id", ForeignKey("release.id"), primary_key=True),
    Column("entry_id", ForeignKey("register_entry.id"), primary_key=True),
    Column("version", Integer, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

ledger = Table(
    "ledger",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Words, nullable=False),
)

access_token = Table(
    "access_token",
    metadata,
    Column("name", String, primary_key=True),
    Column("token", String, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
