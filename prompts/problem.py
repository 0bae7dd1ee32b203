"""What the lint of the prompts reports."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `where` names the file or the release."""

    code: str
    where: str
    message: str
