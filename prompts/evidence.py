"""Evidence for a release: a comparison of the evals, read as far as a label needs it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from prompts.errors import EvidenceError

SCHEMA = "kindreply.comparison/1"
REGRESSED = "regressed"
VERDICTS = ("improved", REGRESSED, "no evidence")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which comparison was looked at, by the name and the sha256 of its file, and what it says."""

    run: str
    sha256: str
    verdict: str


def read_evidence(path: Path, release_id: str) -> Evidence:
    """The evidence in a comparison's JSON file for the release with this id, as its side b.

    Raises EvidenceError where the file is no comparison, is one of other prompts, or says that
    the release is worse.
    """
    try:
        raw = path.read_bytes()
        found = json.loads(raw)
        schema, verdict = found["schema"], found["verdict"]
        compared = found["b"]["prompt"]["id"]
    except OSError as error:
        raise EvidenceError(f"{path.name} cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise EvidenceError(f"{path.name} is no comparison of the evals") from error
    if schema != SCHEMA or verdict not in VERDICTS:
        raise EvidenceError(f"{path.name} is not of the form {SCHEMA}")
    if compared != release_id:
        raise EvidenceError(f"{path.name} compares another prompt: its b is {compared}")
    if verdict == REGRESSED:
        raise EvidenceError(f"{path.name} says that this release is worse")
    return Evidence(path.name, hashlib.sha256(raw).hexdigest(), verdict)
