"""The calibration items: replies for people to label and for judges to be held against."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from evals.suite import dataset as datasets
from evals.suite.case import Case, Kind


@dataclass(frozen=True, slots=True)
class Items:
    """Cases that have a reply, and the file that they are from; "" came with kindreply."""

    cases: tuple[Case, ...]
    dataset: str = ""

    @classmethod
    def load(cls, dataset: str | Path | None = None) -> "Items":
        """The items of a file of one's own, else those that come with kindreply.

        Raises DatasetError, also where there is no item.
        """
        path = Path(dataset) if dataset else datasets.FILES[Kind.CALIBRATION]
        cases = tuple(case for case in datasets.load(path) if case.reply is not None)
        if not cases:
            raise datasets.DatasetError(f"{path.name}: no case has a `reply` to judge")
        return cls(cases, str(dataset or ""))

    @property
    def digest(self) -> str:
        """The sha256 of all that a reader is shown of them, in whatever order they stand."""
        lines = "\n".join(sorted(f"{case.id} {digest(case)}" for case in self.cases))
        return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def digest(case: Case) -> str:
    """The sha256 of all that a reader, or a judge, is shown of an item."""
    shown = [case.draft, case.customer_message, list(case.facts), case.reply]
    canonical = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
