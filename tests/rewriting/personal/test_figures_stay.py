"""Amounts, dates, times and durations stay: the model needs them, and they are nobody's secret."""

from random import Random

import pytest

from api.rewriting.personal.detection import Detector
from api.rewriting.personal.names import Names

DETECTOR = Detector()


def amount(chance: Random) -> str:
    """Money as people write it."""
    v = chance.choice(
        [
            chance.uniform(0, 100),
            chance.uniform(0, 10000),
            chance.uniform(0, 1e7),
            chance.uniform(1e7, 1e10),
        ]
    )
    s = f"{v:,.2f}"
    s = chance.choice(
        [
            s,
            s.replace(",", " ").replace(".", ","),
            s.replace(",", "\u00a0"),
            s.replace(",", "X").replace(".", ",").replace("X", "."),
            f"{int(v):,}",
            f"{int(v)}",
            f"{int(v):,}".replace(",", " "),
            f"{v:.2f}",
        ]
    )
    c = chance.choice(
        [
            "${}",
            "€{}",
            "£{}",
            "{} €",
            "{} EUR",
            "EUR {}",
            "{} dollars",
            "USD {}",
            "{} kr",
            "₹{}",
            "CHF {}",
            "{} zł",
            "R$ {}",
            "{} pounds",
            "{}€",
        ]
    )
    return c.format(s)


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def date(chance: Random) -> str:
    """A day, a moment or a period."""
    y, m, dd = chance.randint(1990, 2035), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        [
            f"{y}-{m:02}-{dd:02}",
            f"{dd:02}.{m:02}.{y}",
            f"{dd}.{m}.{y}",
            f"{dd:02}/{m:02}/{y}",
            f"{m}/{dd}/{y % 100:02}",
            f"{dd} {MONTHS[m - 1]} {y}",
            f"{MONTHS[m - 1]} {dd}, {y}",
            f"{dd:02}-{m:02}-{y}",
            f"{y}/{m:02}/{dd:02}",
            f"{dd:02} {m:02} {y}",
            f"{y}{m:02}{dd:02}",
            f"{y}-{m:02}-{dd:02}T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00Z",
            f"{y}-{m:02}-{dd:02} {chance.randint(0, 23):02}:{chance.randint(0, 59):02}",
            f"{dd:02}.{m:02}.{y % 100:02}",
            f"{dd:02}.{m:02}.{y} - {dd:02}.{m % 12 + 1:02}.{y}",
            f"{dd:02}.{m:02}.–{dd:02}.{m % 12 + 1:02}.{y}",
        ]
    )


def duration(chance: Random) -> str:
    """A duration, time, share, measure or span of years."""
    a = chance.randint(1, 400)
    return chance.choice(
        [
            f"{a} days",
            f"{a}-{a + chance.randint(1, 9)} business days",
            f"{a}h",
            f"{a} to {a + 3} weeks",
            f"{a} minutes",
            f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}",
            f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}",
            f"{chance.randint(1, 12)} am - {chance.randint(1, 12)} pm",
            f"{a * 1000} hours",
            f"{chance.randint(8, 11):02}:00-{chance.randint(12, 19)}:00",
            "24/7",
            f"{a / 10} %",
            f"{a}%",
            f"{a},{chance.randint(0, 9)} percent",
            f"{a * 1000:,} miles",
            f"year {chance.randint(1990, 2030)}",
            f"{chance.randint(1990, 2030)}-{chance.randint(1990, 2030)}",
            f"{a} x {chance.randint(100, 999)} cm",
        ]
    )


TEXTS = [
    "We charged {} today.",
    "It is {} for you.",
    "Please call us within {} or so.",
    "Expect {}, then {}.",
    "From {} to {} we are closed.",
    "{}",
    "Your refund of {} comes on {}.",
    "Order 4815162342 of {}: {}",
    "phone support: {}",
    "Total:\n{}\n{}\n{}",
    "tel. hours {}",
    "My SSN form was sent {}",
]


@pytest.mark.parametrize("seed", range(4))
def test_no_amount_date_or_duration_is_taken_for_personal(seed: int) -> None:
    """In any notation, beside words such as "call", "tel" and "SSN", and on lines of their own."""
    chance = Random(seed)  # noqa: S311 - texts for a test
    for _ in range(500):
        text = chance.choice(TEXTS)
        said = [chance.choice((amount, date, duration))(chance) for _ in range(text.count("{}"))]
        written = text.format(*said)
        assert DETECTOR.find([written], Names([])) == [[]], written
