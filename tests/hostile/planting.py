"""Requests full of planted personal data and look-alikes, with what was planted where.

Everything follows from one seed, so that a miss can be shown again and a result be compared.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.hostile import personal_writings as writings
from tests.hostile.look_alikes import LookAlike, look_alikes
from tests.hostile.national_ids import NATIONAL_IDS
from tests.hostile.personal_values import SIMPLE_KINDS
from tests.hostile.personal_writings import Writer, Written

SEED = 20_261_122
CARRIERS = Path(__file__).with_name("carriers.yaml")
FROZEN = "650448905249292c1af35ea3a5bcafd8b29f97e39b5fd9517e7c0a250474e771"
"""The digest of the values and look-alikes before any detector had seen them, 2026-11-22."""
IDS_EACH = 100
PLACES = {"draft": 2, "customer_message": 5, "facts": 5, "thread": 5}
"""Where the texts of one request stand, and how many in each place."""
_WRITERS: Mapping[str, Writer] = {
    "card": writings.write_card,
    "IBAN": writings.write_iban,
    "e-mail": writings.write_email,
    "phone": writings.write_phone,
    "IPv4": writings.write_ipv4,
    "IPv6": writings.write_ipv6,
    "name": writings.write_name,
}


@dataclass(frozen=True)
class Personal:
    """One planted value; `checked` says that its kind has a check digit."""

    kind: str
    value: str
    written: Written
    checked: bool


@dataclass(frozen=True)
class Planted:
    """A text of a request, where it stands, and what is in it."""

    place: str
    text: str
    what: Personal | LookAlike


def requests(share: float = 1.0) -> Iterator[tuple[dict[str, Any], list[Planted]]]:
    """The bodies for `/v1/rewrites`, each with what it holds; `share` of everything."""
    chance = Random(SEED)  # noqa: S311 - the same data for everybody
    personal, harmless = _personal(chance, share), list(look_alikes(chance, share))
    chance.shuffle(harmless)
    for texts in (_carried(personal, chance), _plain(harmless, chance)):
        while batch := _batch(texts):
            yield _body(batch), batch


def digest(bodies: list[dict[str, Any]]) -> str:
    """Names the whole of what is planted: figures of another digest are no comparison."""
    return hashlib.sha256(json.dumps(bodies).encode()).hexdigest()


def _personal(chance: Random, share: float) -> list[Personal]:
    made: list[Personal] = []
    for kind, (make, count) in SIMPLE_KINDS.items():
        for _ in range(round(count * share)):
            value = make(chance)
            made.append(
                Personal(kind, value, _WRITERS[kind](value, chance), kind in {"card", "IBAN"})
            )
    for name, of in NATIONAL_IDS.items():
        for _ in range(round(IDS_EACH * share)):
            value = of.make(chance)
            made.append(Personal(name, value, writings.write_id(value, chance), of.checked))
    chance.shuffle(made)
    return made


@cache
def _carriers() -> Mapping[str, Mapping[str, list[str]]]:
    carriers: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
        CARRIERS.read_text(encoding="utf-8")
    )
    return carriers


def _places() -> Iterator[str]:
    while True:
        for place, count in PLACES.items():
            yield from [place] * count


def _carried(personal: list[Personal], chance: Random) -> Iterator[Planted]:
    for place, what in zip(_places(), personal, strict=False):
        label = NATIONAL_IDS[what.kind].label if what.kind in NATIONAL_IDS else ""
        of = _carriers()["id" if label else what.kind]
        carrier = chance.choice(of["draft"] if place == "draft" else of["told"] + of["draft"])
        text = carrier.replace("{label}", label).replace("{v}", what.written.text)
        yield Planted(place, text, what)


def _plain(harmless: list[LookAlike], chance: Random) -> Iterator[Planted]:
    del chance
    for place, what in zip(_places(), harmless, strict=False):
        yield Planted(place, what.sentence, what)


def _batch(texts: Iterator[Planted]) -> list[Planted]:
    return list(islice(texts, sum(PLACES.values())))


def _body(batch: list[Planted]) -> dict[str, Any]:
    texts: dict[str, list[str]] = {place: [] for place in PLACES}
    for planted in batch:
        texts[planted.place].append(planted.text)
    names = [p.what.value for p in batch if isinstance(p.what, Personal) and p.what.kind == "name"]
    return {
        "draft": "\n\n".join(texts["draft"]),
        "customer_message": "\n\n".join(texts["customer_message"]),
        "facts": texts["facts"],
        "thread": [{"author": "customer", "text": text} for text in texts["thread"]],
        "metadata": {f"guest_{number}_name": name for number, name in enumerate(names, 1)},
    }
