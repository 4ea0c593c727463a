"""The work group released reports can be sent into: an account of its own, with which nobody talks."""

from storage.model.people import Account

CHANNEL = "wecom_group"
WORK_GROUP = Account(CHANNEL, "group")
