"""The statutory calendar in Shanghai: when things are due in most tests."""

from zoneinfo import ZoneInfo

from reminders.deadlines import Deadlines
from reminders.workdays import Workdays

TIMETABLE = Deadlines(ZoneInfo("Asia/Shanghai"), Workdays())
