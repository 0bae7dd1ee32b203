"""The prompts of kindreply and the small loader: text in, messages out.

    prompt = prompts.load("soften@production")
    messages = prompt.render(draft="Your parcel is late. [D1]", tone="warm")

Released prompts never change; a label says which release is in use. Word lists that the service
reads (`lexicon/en.yaml`, `phrasebook/en.yaml`) live here too: text that shapes the reply is kept
in one place.
"""

from prompts.bundle import Prompt
from prompts.errors import (
    EvidenceError,
    FrontMatterError,
    InputError,
    LabelError,
    PromptError,
    ReleaseError,
    SourceError,
    UnfencedText,
    UnknownPrompt,
)
from prompts.files import HERE, parse_json, parse_yaml, read_text
from prompts.labels import PRODUCTION, TRIAL, Target
from prompts.library import Library
from prompts.parts import Message

__all__ = [
    "PRODUCTION",
    "TRIAL",
    "EvidenceError",
    "FrontMatterError",
    "InputError",
    "LabelError",
    "Library",
    "Message",
    "Prompt",
    "PromptError",
    "ReleaseError",
    "SourceError",
    "Target",
    "UnfencedText",
    "UnknownPrompt",
    "data",
    "library",
    "load",
    "release",
]


def library() -> Library:
    """The prompts that come with the package."""
    return Library(HERE)


def load(reference: str) -> Prompt:
    """The prompt behind `soften@production`, `soften@1.0.0` or `soften@working`.

    Raises PromptError; UnknownPrompt says what exists.
    """
    return library().load(reference)


def release(name: str, version: str) -> Prompt:
    """Freeze the working copy of `name` as `version`; refuses to overwrite."""
    return library().release(name, version)


def data(name: str) -> dict[str, object]:
    """A YAML or JSON file of the package as plain values: `data("lexicon/en.yaml")`."""
    parse = parse_json if name.endswith(".json") else parse_yaml
    return parse(read_text(HERE, name), name)
