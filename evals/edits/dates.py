"""Names of months and days as they are spoken, for edits that write or change dates."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = "|".join(MONTHS)
"""The months as the inside of a pattern."""


def ordinal(day: int) -> str:
    """The day of a month as it is spoken: 1st, 2nd, 11th."""
    ending = "th" if day // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
