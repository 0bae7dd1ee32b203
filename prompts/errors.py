"""What can go wrong with a prompt, sorted by who must act.

    * PromptError
      x UnknownPrompt      the caller: no such name, version or label; says what exists
      x InputError         the caller: an input is missing, unknown or of the wrong form
      x SourceError        the prompt engineer: a file of the package cannot be read as it should
        - FrontMatterError the prompt engineer: keys that are missing, unknown or of a wrong form
        - UnfencedText     the prompt engineer: a template prints a user's text outside a fence
      x ReleaseError       the prompt engineer: a release exists already, or was edited after it
      x LabelError         the prompt engineer: a label cannot be moved as asked
        - EvidenceError    the prompt engineer: the comparison does not speak for this release

Messages name inputs, files and versions; they never quote what a user wrote.
"""


class PromptError(ValueError):
    """Base of everything this package raises."""


class UnknownPrompt(PromptError):
    """The reference leads nowhere."""


class InputError(PromptError):
    """An input is missing, unknown or of the wrong form."""


class SourceError(PromptError):
    """A file of the package is missing or malformed."""


class FrontMatterError(SourceError):
    """Keys of the front matter that are missing, unknown or of a wrong form: all of them."""

    def __init__(self, where: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"{where}: the front matter {'; '.join(problems)}")
        self.problems = problems


class UnfencedText(SourceError):
    """A template prints a user's text outside a fence."""


class ReleaseError(PromptError):
    """A release exists already, or its file is not what was released."""


class LabelError(PromptError):
    """A label cannot be moved as asked."""


class EvidenceError(LabelError):
    """A comparison cannot be read, or does not speak for the release that is to get a label."""
