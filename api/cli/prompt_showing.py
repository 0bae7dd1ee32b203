"""Prompts as a person reads them: a table, one bundle, messages, what differs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from api.cli.showing import Section, diff_words, visible
from prompts.samples import CHARS_PER_TOKEN, estimated_tokens

if TYPE_CHECKING:
    from prompts import Message, Prompt, Target
    from prompts.differing import Difference, Hunk
    from prompts.standing import Standing


def listed(rows: "Sequence[Standing]") -> str:
    """A line for each prompt, in columns."""
    table = [("prompt", "releases", "labels", "working copy")]
    for row in rows:
        releases = ", ".join(row.releases) or "none"
        table.append((row.name, releases, _labels(row.labels) or "none", row.working))
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )


def shown(prompt: "Prompt") -> str:
    """One version in full: its front matter in words, then its sections."""
    head = [
        f"{prompt.name}@{prompt.version}  {prompt.summary}",
        f"id          {prompt.id}",
        f"values      {', '.join(prompt.values) or 'none'}",
        f"parameters  {', '.join(f'{key} {value}' for key, value in prompt.parameters.items())}",
        f"form        {prompt.form}",
        f"tokens      about {estimated_tokens(prompt)} (characters / {CHARS_PER_TOKEN})",
        "inputs",
    ]
    for name, of in prompt.inputs.items():
        kind = f"{of.kind}: {', '.join(of.choices)}" if of.choices else of.kind
        head.append(f"  {name} ({kind}{', required' if of.required else ''})  {of.about}".rstrip())
    changes = [f"  {version}  {change}" for version, change in prompt.changelog.items()]
    head += ["changes", *changes] if changes else []
    body = [f"## {section.role}\n{section.text}" for section in prompt.sections]
    return visible("\n\n".join(["\n".join(head), *body]))


def messages_shown(prompt: "Prompt", messages: "Sequence[Message]") -> str:
    """The exact messages, each under its role; the first line says which prompt."""
    head = f"{prompt.name}@{prompt.version} {prompt.id}"
    parts = [f"===== {message.role}\n{message.content}" for message in messages]
    return visible("\n\n".join([head, *parts]))


def difference_sections(
    compared: "tuple[Prompt, Prompt]",
    found: "Difference",
    hunks: "Sequence[Hunk]",
    *,
    rendered: bool,
) -> list[Section]:
    """What differs; where nothing does, that is said."""
    old, new = compared
    before, after = found.tokens
    about = f"about {before} → {after} ({after - before:+d}; characters / {CHARS_PER_TOKEN})"
    sections = [
        Section("", ([(f"{old.name}@{old.version} → {new.name}@{new.version}", "bold")],)),
        Section("Estimated tokens of the prompt's own words", ([(about, "")],)),
    ]
    for title, lines in (
        ("Partials that changed", found.partials),
        ("Parameters", found.parameters),
        ("Inputs", found.inputs),
    ):
        if lines:
            sections.append(Section(title, tuple([(line, "")] for line in lines)))
    what = "What is sent" if rendered else "Words"
    if not hunks:
        sections.append(Section(what, ([("The same.", "")],)))
    sections += [
        Section(f"{what}: {hunk.where}", (diff_words(hunk.old, hunk.new),)) for hunk in hunks
    ]
    return sections


def _labels(labels: "Mapping[str, Target]") -> str:
    return ", ".join(
        f"{label} {target.version}"
        + ("" if target.share is None else f" ({target.share:.4g} of requests)")
        for label, target in labels.items()
    )
