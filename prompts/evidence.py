"""Evidence for a release: a comparison of the evals, read as far as a label needs it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from prompts.errors import EvidenceError

FORMAT = "kindreply.comparison/1"
USABLE = ("improved", "no evidence")
NOT_USABLE = {
    "regressed": "says that this release is worse",
    "inconclusive": "says that nobody can tell: too much of it failed",
}
"""The verdicts of a comparison that speak for no release."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which comparison was looked at, by the name and the sha256 of its file, and what it says."""

    run: str
    sha256: str
    verdict: str


def read_evidence(path: Path, release_id: str) -> Evidence:
    """The evidence in a comparison's JSON file for the release with this id, as its side b.

    Raises EvidenceError where the file is no comparison, is one of other prompts, or does not
    say that the release is no worse.
    """
    try:
        raw = path.read_bytes()
        found = json.loads(raw)
        form, verdict = found["format"], found["verdict"]
        compared = found["b"]["prompt"]["id"]
    except OSError as error:
        raise EvidenceError(f"{path.name} cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise EvidenceError(f"{path.name} is no comparison of the evals") from error
    if form != FORMAT or verdict not in (*USABLE, *NOT_USABLE):
        raise EvidenceError(f"{path.name} is not of the form {FORMAT}")
    if compared != release_id:
        raise EvidenceError(f"{path.name} compares another prompt: its b is {compared}")
    if verdict in NOT_USABLE:
        raise EvidenceError(f"{path.name} {NOT_USABLE[verdict]}")
    return Evidence(path.name, hashlib.sha256(raw).hexdigest(), verdict)
