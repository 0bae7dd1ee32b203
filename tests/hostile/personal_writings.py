"""How people write personal data down: grouped, dotted, wrapped, full-width, with invisible marks.

A writing is tidy (as on a form or a card) or spoilt in one way; the kit counts by both.
"""

import ipaddress
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import phonenumbers
from phonenumbers import PhoneNumberFormat

TIDY_SHARE = 0.45
_GAPS = {
    "NBSP": "\u00a0",
    "narrow space": "\u202f",
    "thin space": "\u2009",
    "figure space": "\u2007",
    "two spaces": "  ",
    "newline": "\n",
    "dot": ".",
    "dash": "-",
    "hard hyphen": "\u2011",
    "en dash": "\u2013",
}
_UNSEEN = {
    "zero width": "\u200b",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "joiner": "\u200d",
}
_CARD_GROUPS = {
    13: (4, 3, 3, 3),
    14: (4, 6, 4),
    15: (4, 6, 5),
    16: (4, 4, 4, 4),
    19: (4, 4, 4, 4, 3),
}


@dataclass(frozen=True)
class Written:
    """A value as it is written; `how` names the way, `tidy` says that it is an ordinary one."""

    text: str
    how: str
    tidy: bool


Writer = Callable[[str, Random], Written]


def write_card(value: str, chance: Random) -> Written:
    """Groups as on the card, or none."""
    return _write_groups(_grouped(value, _CARD_GROUPS[len(value)]), chance, ("", " ", "-", " "))


def write_iban(value: str, chance: Random) -> Written:
    """Groups of four, or none."""
    groups = [value[at : at + 4] for at in range(0, len(value), 4)]
    return _write_groups(groups, chance, ("", " ", " "))


def write_id(value: str, chance: Random) -> Written:
    """As its country writes it, or with other marks between its parts."""
    if chance.random() < TIDY_SHARE:
        return Written(value, "tidy", tidy=True)
    return _spoilt(_split(value), chance, cased=True)


def write_email(value: str, chance: Random) -> Written:
    """In capitals, full-width, or with something invisible in it."""
    if chance.random() < TIDY_SHARE:
        return Written(value, "tidy", tidy=True)
    local, _, host = value.partition("@")
    mark, unseen = chance.choice(list(_UNSEEN.items()))
    return chance.choice(
        (
            Written(value.upper(), "capitals", tidy=True),
            Written(f"{local.title()}@{host}", "capitals", tidy=True),
            Written(f"{local}\uff20{host}", "full-width at", tidy=False),
            Written(_wide(value), "full-width", tidy=False),
            Written(f"{local}{unseen}@{host}", mark, tidy=False),
            Written(_inside(value, unseen, chance), mark, tidy=False),
        )
    )


def write_phone(value: str, chance: Random) -> Written:
    """Of another country with its code, or as at home; with every mark people put in between."""
    number = phonenumbers.parse(value)
    abroad = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    at_home = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    if chance.random() < TIDY_SHARE:
        ways = {
            "abroad": abroad,
            "abroad, no gaps": value,
            "abroad, 00": f"00{abroad[1:]}",
            "abroad, dashes": abroad.replace(" ", "-"),
            "abroad, dots": abroad.replace(" ", ".").replace("-", "."),
            "abroad, brackets": abroad.replace(" ", " (", 1)
            .replace(" ", ") ", 2)
            .replace(") ", " ", 1),
            "at home": at_home,
        }
        how = chance.choice(list(ways))
        return Written(ways[how], how, tidy=True)
    if chance.random() < 0.2:
        return Written(at_home.replace(" ", chance.choice("-./")), "at home, marks", tidy=False)
    return _spoilt(abroad.replace("-", " ").split(" "), chance)


def write_ipv4(value: str, chance: Random) -> Written:
    """Alone, with a port or a net."""
    if chance.random() < TIDY_SHARE:
        more, how = chance.choice((("", "tidy"), (":8443", "port"), ("/32", "net")))
        return Written(value + more, how, tidy=True)
    mark, unseen = chance.choice(list(_UNSEEN.items()))
    return chance.choice(
        (
            Written(_wide(value), "full-width", tidy=False),
            Written(_inside(value, unseen, chance), mark, tidy=False),
            Written(f"[{value}]", "brackets", tidy=True),
        )
    )


def write_ipv6(value: str, chance: Random) -> Written:
    """Short, whole, in capitals, in brackets."""
    return chance.choice(
        (
            Written(value, "tidy", tidy=True),
            Written(value.upper(), "capitals", tidy=True),
            Written(ipaddress.IPv6Address(value).exploded, "whole", tidy=True),
            Written(f"[{value}]:443", "port", tidy=True),
            Written(f"{value}/64", "net", tidy=True),
            Written(_wide(value), "full-width", tidy=False),
        )
    )


def write_name(value: str, chance: Random) -> Written:
    """As the caller named it, or as a hasty writer does."""
    if chance.random() < TIDY_SHARE:
        return Written(value, "tidy", tidy=True)
    first, _, last = value.partition(" ")
    return chance.choice(
        (
            Written(value.upper(), "capitals", tidy=False),
            Written(value.lower(), "small letters", tidy=False),
            Written(f"{value}'s cousin", "possessive", tidy=True),
            Written(f"{first}\u00a0{last}", "NBSP", tidy=False),
            Written(f"{first}  {last}", "two spaces", tidy=False),
            Written(f"{first}\n{last}", "newline", tidy=False),
            Written(unicodedata.normalize("NFD", value), "decomposed", tidy=False),
            Written(_inside(value, "\u200b", chance), "zero width", tidy=False),
        )
    )


def _write_groups(groups: list[str], chance: Random, gaps: tuple[str, ...]) -> Written:
    if chance.random() < TIDY_SHARE:
        gap = chance.choice(gaps)
        return Written(gap.join(groups), f"tidy, {gap!r}", tidy=True)
    return _spoilt(groups, chance, cased=True)


def _spoilt(parts: list[str], chance: Random, *, cased: bool = False) -> Written:
    """The parts joined by an unusual gap, in other characters, or with something invisible."""
    kind = chance.choice(("gap", "gap", "gap", "wide", "unseen", "case" if cased else "gap"))
    whole = chance.choice(("", " ")).join(parts)
    if kind == "gap":
        how, gap = chance.choice(list(_GAPS.items()))
        return Written(gap.join(parts), how, tidy=False)
    if kind == "wide":
        return Written(_wide(whole), "full-width", tidy=False)
    if kind == "case":
        return Written(whole.lower(), "small letters", tidy=False)
    how, unseen = chance.choice(list(_UNSEEN.items()))
    return Written(_inside(whole, unseen, chance), how, tidy=False)


def _grouped(value: str, sizes: tuple[int, ...]) -> list[str]:
    parts, at = [], 0
    for size in sizes:
        parts.append(value[at : at + size])
        at += size
    return parts


def _split(value: str) -> list[str]:
    """At the marks that the country itself puts there; one without any in thirds."""
    parts = "".join(c if c.isalnum() else " " for c in value).split()
    third = -(-len(value) // 3)
    return (
        parts if len(parts) > 1 else [value[at : at + third] for at in range(0, len(value), third)]
    )


def _wide(text: str) -> str:
    """The full-width forms that East Asian keyboards write."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _inside(text: str, mark: str, chance: Random) -> str:
    at = chance.randrange(1, len(text))
    return text[:at] + mark + text[at:]
