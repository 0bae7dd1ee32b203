"""Wrong values for every field of every body in the OpenAPI: types, limits, strings, sizes.

The fields are walked, not listed: a new route or field is tried without a word here.
"""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.hostile.naughty import strings
from tests.hostile.sending import CANARY, Hostile

Step = str | int
_WRONG: tuple[object, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**30, -0.0, "", CANARY, f"{CANARY}\0", "\ud800",
    [], [None], [CANARY], [[CANARY]], {}, {CANARY: CANARY}, {"": None}, [{}],
)  # fmt: skip
_MOST = 60_000
"""Longest text that is made; with more the body is refused before any field is looked at."""


@dataclass(frozen=True)
class Place:
    """A value inside a body, and its schema with references resolved."""

    path: tuple[Step, ...]
    schema: Mapping[str, Any]

    @property
    def name(self) -> str:
        """As in `thread.0.text`."""
        return ".".join(map(str, self.path)) or "body"


def requests(contract: Mapping[str, Any]) -> Iterator[Hostile]:
    """Every wrong value in every place of every body."""
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                schema = content["application/json"]["schema"]
                yield from _of_body(contract, path, method.upper(), schema)


def example(contract: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """A valid value with every optional part in it, and the canary in every free text."""
    schema = resolved(contract, schema)
    if "enum" in schema or "const" in schema:
        return schema.get("enum", [schema.get("const")])[0]
    match schema.get("type"):
        case "object":
            made = {n: example(contract, of) for n, of in schema.get("properties", {}).items()}
            extra = schema.get("additionalProperties")
            return {**made, f"m {CANARY}": example(contract, extra)} if extra else made
        case "array":
            return [example(contract, schema["items"])]
        case "string" if "pattern" in schema or "format" in schema:
            return schema.get("examples", ["D1"])[0]
        case "string":
            return f"We cannot refund the {CANARY} fee."[: schema.get("maxLength", 99)]
        case kind:
            return {"integer": 900, "number": 900.0, "boolean": True}.get(kind or "")


def places(
    contract: Mapping[str, Any], schema: Mapping[str, Any], at: tuple[Step, ...] = ()
) -> Iterator[Place]:
    """The value itself and everything inside it."""
    schema = resolved(contract, schema)
    yield Place(at, schema)
    for name, inner in schema.get("properties", {}).items():
        yield from places(contract, inner, (*at, name))
    if schema.get("type") == "array":
        yield from places(contract, schema["items"], (*at, 0))
    if isinstance(schema.get("additionalProperties"), Mapping):
        yield from places(contract, schema["additionalProperties"], (*at, "*"))


def resolved(contract: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema behind references and behind "or null"."""
    while True:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            schema = contract["components"]["schemas"][name]
        elif "anyOf" in schema:
            schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
        else:
            return schema


def _of_body(
    contract: Mapping[str, Any], path: str, method: str, schema: Mapping[str, Any]
) -> Iterator[Hostile]:
    good = example(contract, schema)

    def made(family: str, name: str, body: object) -> Hostile:
        sent = json.dumps(body).encode()
        return Hostile(family, f"{name} -> {path}", method=method, path=path, body=sent)

    yield made("every field", "at once", good)
    for place in places(contract, schema):
        for number, value in enumerate(_WRONG):
            yield made("type", f"{place.name} <- {number}", _put(good, place.path, value))
        for name, value in _around_limits(place.schema):
            yield made("limit", f"{place.name} {name}", _put(good, place.path, value))
        if place.schema.get("type") == "string" and place.path:
            for number, value in enumerate(strings()):
                body = _put(good, place.path, f"{value}{CANARY}" if number % 3 else value)
                yield made("string", f"{place.name} <- {number}", body)
        if place.schema.get("type") == "object":
            yield from (made(*more) for more in _members(good, place))


def _members(good: Any, place: Place) -> Iterator[tuple[str, str, object]]:
    """An object with a member missing, a strange one more, or very many."""
    for name in place.schema.get("properties", {}):
        yield "missing", f"{place.name}.{name}", _put(good, (*place.path, name), None, drop=True)
    strange = (
        CANARY,
        "",
        "\ud800",
        "\0",
        "__proto__",
        "Draft",
        "draft ",
        "x" * 5_000,
        "⟦1⟧",
        "a.b",
    )
    for number, name in enumerate(strange):
        yield "unknown field", f"{place.name} {number}", _put(good, (*place.path, name), CANARY)
    many = {f"{CANARY}{number}": "v" for number in range(900)}
    yield "unknown field", f"{place.name} 900 of them", _put(good, place.path, many)


def _around_limits(schema: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """One below, at and one above each limit that the schema names."""
    for limit in ("minLength", "maxLength"):
        for n in _around(schema.get(limit)):
            yield f"{limit} {n}", "a " * (n // 2) + "a" * (n % 2)
            yield f"{limit} {n} in é", "é " * (n // 2) + "é" * (n % 2)
            yield f"{limit} {n} in emoji", "😀" * min(n, 5_000)
    for limit in ("minItems", "maxItems", "minProperties", "maxProperties"):
        for n in _around(schema.get(limit)):
            yield f"{limit} {n}", ["a"] * n
            yield f"{limit} {n} of nothing", [None] * n
            yield f"{limit} {n} named", {f"k{number}": "v" for number in range(n)}
    for limit in ("minimum", "maximum"):
        for n in _around(schema.get(limit), least=-(10**9)):
            yield f"{limit} {n}", n
            yield f"{limit} {n} as a float", float(n)
            yield f"{limit} {n} as text", str(n)
    for word in schema.get("enum", ()):
        for other in (word.upper(), f" {word}", f"{word}\n", word[:-1], f"{word}{CANARY}", [word]):
            yield f"enum {other!r}"[:60], other


def _around(limit: int | float | None, least: int = 0) -> list[int]:
    if limit is None:
        return []
    return [n for n in (int(limit) - 1, int(limit), int(limit) + 1) if least <= n <= _MOST]


def _put(good: Any, path: tuple[Step, ...], value: object, *, drop: bool = False) -> Any:
    if not path:
        return value
    whole = copy.deepcopy(good)
    inner = whole
    for step in path[:-1]:
        inner = _inside(inner, step)
    last = path[-1]
    if last == "*":
        last = next(iter(inner))
    if drop:
        inner.pop(last, None)
    else:
        inner[last] = value
    return whole


def _inside(value: Any, step: Step) -> Any:
    return value[next(iter(value)) if step == "*" else step]
