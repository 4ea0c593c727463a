"""Working days of five years, typed from the State Council's yearly notices: an oracle beside the library."""

from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5

REST = {  # first and last day of each rest
    2022: ("01-01 01-03", "01-31 02-06", "04-03 04-05", "04-30 05-04", "06-03 06-05", "09-10 09-12", "10-01 10-07"),
    2023: ("01-01 01-02", "01-21 01-27", "04-05 04-05", "04-29 05-03", "06-22 06-24", "09-29 10-06", "12-30 12-31"),
    2024: ("01-01 01-01", "02-10 02-17", "04-04 04-06", "05-01 05-05", "06-08 06-10", "09-15 09-17", "10-01 10-07"),
    2025: ("01-01 01-01", "01-28 02-04", "04-04 04-06", "05-01 05-05", "05-31 06-02", "10-01 10-08"),
    2026: ("01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21", "09-25 09-27", "10-01 10-07"),
}
WORKED = {  # weekend days that are worked on instead (调休)
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}


def of_year(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")


def days(first: date, last: date) -> list[date]:
    """Every day from one to another."""
    return [first + DAY * nth for nth in range((last - first).days + 1)]


NEW_YEAR = date(2027, 1, 1)
"""Is sure, and December's deadlines are counted past it."""
RESTING = {
    day for year, rests in REST.items() for rest in rests for day in days(*(of_year(year, end) for end in rest.split()))
}
WORKING = {of_year(year, one) for year, worked in WORKED.items() for one in worked.split()}


def works(day: date) -> bool:
    """Whether one worked on a day of 2022 to 2026, or works on one of the first days after."""
    return day in WORKING or (day.weekday() < SATURDAY and day not in RESTING and day != NEW_YEAR)
