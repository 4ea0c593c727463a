"""Every field of an activity stands in every table that must know it, so that none is forgotten when one is added."""

from handlers.cards import ORDER
from handlers.filling import CHANGEABLE
from handlers.texts import common, log
from storage.model.activity import ATTRIBUTES, Field, Particulars


def test_every_field_can_be_shown_asked_and_named() -> None:
    for table in (ORDER, ATTRIBUTES, common.FIELDS, log.QUESTIONS, log.EXAMPLES):
        assert set(table) == set(Field)


def test_every_field_but_the_topic_can_be_changed_by_a_tap() -> None:
    assert set(CHANGEABLE) == set(Field) - {Field.TOPIC}


def test_every_attribute_of_an_activity_belongs_to_one_field() -> None:
    attributes = [name for names in ATTRIBUTES.values() for name in names]

    assert sorted(attributes) == sorted(Particulars.__dataclass_fields__)
