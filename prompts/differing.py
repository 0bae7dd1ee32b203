"""How two prompts differ: words by place, partials, parameters, inputs, and what it costs."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prompts.bundle import Prompt
from prompts.files import read_text
from prompts.library import Library
from prompts.parts import Input, Message, Section
from prompts.samples import estimated_tokens

Words = Sequence[Section] | Sequence[Message]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that differ: `where` is the role and the heading above them."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same in b as in a; `tokens` are estimates of both, see samples."""

    hunks: tuple[Hunk, ...]
    partials: tuple[str, ...]
    parameters: tuple[str, ...]
    inputs: tuple[str, ...]
    tokens: tuple[int, int]


def difference(library: Library, a: Prompt, b: Prompt) -> Difference:
    """Compare two versions of a prompt, or two prompts."""
    return Difference(
        hunks(a.sections, b.sections),
        tuple(_partials(library, a, b)),
        tuple(_changed(a.parameters, b.parameters)),
        tuple(_changed(_described(a.inputs), _described(b.inputs))),
        (estimated_tokens(a), estimated_tokens(b)),
    )


def hunks(a: Words, b: Words) -> tuple[Hunk, ...]:
    """The lines that differ between two lists of sections or of messages, in their order."""
    old, new = _lines(a), _lines(b)
    matcher = difflib.SequenceMatcher(
        None, [line for _, line in old], [line for _, line in new], autojunk=False
    )
    found = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            place = new[start][0] if start < end else old[first][0]
            gone, come = old[first:last], new[start:end]
            found.append(Hunk(place, *("\n".join(of for _, of in side) for side in (gone, come))))
    return tuple(found)


def _lines(of: Words) -> list[tuple[str, str]]:
    """Every line that is not blank, with the role and the heading it stands under."""
    lines = []
    for part in of:
        where = part.role
        text = part.text if isinstance(part, Section) else part.content
        for line in text.splitlines():
            if line.startswith("# "):
                where = f"{part.role}, {line}"
            if line.strip():
                lines.append((where, line))
    return lines


def _partials(library: Library, a: Prompt, b: Prompt) -> Iterator[str]:
    """The partials of either working copy whose headings hold other words in b than in a."""
    names = {*library.partials(a.name), *library.partials(b.name)}
    for name in sorted(names):
        headings = _blocks(read_text(library.root, name))
        old, new = _blocks(_text(a)), _blocks(_text(b))
        if any(old.get(heading) != new.get(heading) for heading in headings):
            yield name


def _text(prompt: Prompt) -> str:
    return "\n".join(section.text for section in prompt.sections)


def _blocks(text: str) -> dict[str, str]:
    """The words below each heading; "# Care: this person" is known by "# Care"."""
    blocks: dict[str, str] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("# "):
            heading = line.partition(":")[0]
        if heading:
            blocks[heading] = f"{blocks.get(heading, '')}{line}\n".rstrip("\n") + "\n"
    return blocks


def _described(inputs: Mapping[str, Input]) -> dict[str, str]:
    return {
        name: " ".join(
            [
                of.kind,
                *(["required"] if of.required else []),
                *([", ".join(of.choices)] * bool(of.choices)),
            ]
        )
        for name, of in inputs.items()
    }


def _changed(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) != new.get(name):
            yield f"{name}: {old.get(name, 'none')} → {new.get(name, 'none')}"
