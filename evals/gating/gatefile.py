"""The file of gates, read by people: for each source, what each figure must hold.

    mock:
      every.usable: {at_least: 100 %}
      leaks: {at_most: 10 %, sure: yes, worse_by: 1 %}

What is not understood is an error with its line: a gate that is misspelt would never close.
"""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import yaml

from evals.errors import SuiteError
from evals.gating.gates import Gate, Gates
from evals.gating.named import SORTS, Sort
from evals.suite.run import Source

PATH = Path(__file__).parent.parent / "gates.yaml"
"""The gates that come with the package."""
KEYS = ("at_least", "at_most", "worse_by", "sure")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%")
_SURE = {"yes": True, "no": False, "true": True, "false": False}

Entry = tuple[str, yaml.Node, int]
"""A key, what it holds and its line."""


class GatesError(SuiteError):
    """A file of gates is wrong; the message names the file, the line and the key."""


def read(path: Path = PATH) -> Gates:
    """Source -> its gates, in the file's order. Raises GatesError."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise GatesError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise GatesError(f"{path.name}:{mark.line + 1 if mark else 1}: is no YAML") from None
    if root is None:
        return {}
    try:
        return dict(_sources(root))
    except _WrongLine as wrong:
        raise GatesError(f"{path.name}:{wrong.number}: {wrong}") from None


class _WrongLine(Exception):
    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


def _sources(root: yaml.Node) -> Iterator[tuple[Source, tuple[Gate, ...]]]:
    known: dict[str, Source] = {source: source for source in get_args(Source)}
    for name, gates, number in _entries(root, "sources"):
        if name not in known:
            raise _WrongLine(number, f"{name}: is no source; there are {', '.join(known)}")
        yield known[name], tuple(_gate(*entry) for entry in _entries(gates, name))


def _gate(figure: str, limits: yaml.Node, number: int) -> Gate:
    sort = SORTS.get(figure)
    if sort is None:
        raise _WrongLine(number, f"{figure}: is no figure of a run")
    given: dict[str, float] = {}
    sure = False
    for key, value, line in _entries(limits, figure):
        if key not in KEYS:
            raise _WrongLine(line, f"{figure}: {key} is no limit; there are {', '.join(KEYS)}")
        text = value.value if isinstance(value, yaml.ScalarNode) else ""
        try:
            if key == "sure":
                sure = _SURE[text]
            else:
                given[key] = _limit(key, text, sort)
        except KeyError:
            raise _WrongLine(line, f"{figure}: sure is yes or no") from None
        except ValueError as error:
            raise _WrongLine(line, f"{figure}: {key} {error}") from None
    if not given:
        raise _WrongLine(number, f"{figure}: has no limit")
    return Gate(figure, sure=sure, **given)


def _limit(key: str, text: str, sort: Sort) -> float:
    if key == ("at_most" if sort.more_is_better else "at_least"):
        more = "more" if sort.more_is_better else "less"
        raise ValueError(f"is the wrong way round: {more} of this is better")
    if sort.unit == "share":
        percent = _PERCENT.fullmatch(text)
        if percent is None or float(percent[1]) > 100:  # noqa: PLR2004 - percent
            raise ValueError("is a share: write it as `97.5 %`")
        return float(percent[1]) / 100
    if key == "worse_by":
        raise ValueError("is for shares only")
    value = float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text) else math.nan
    if math.isnan(value):
        raise ValueError("is a number from 0, without a unit")
    return value


def _entries(node: yaml.Node, of: str) -> Iterator[Entry]:
    """Each key of a mapping, once."""
    if not isinstance(node, yaml.MappingNode):
        raise _WrongLine(node.start_mark.line + 1, f"{of}: must be keys with values")
    seen: set[str] = set()
    for key, value in node.value:
        number = key.start_mark.line + 1
        name = str(key.value)
        if name in seen:
            raise _WrongLine(number, f"{name}: is there twice")
        seen.add(name)
        yield name, value, number
