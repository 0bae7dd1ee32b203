"""Replies and findings as a person reads them in a terminal, or in a plain text file.

Everything is shown as text: markup and control characters of a draft stay without effect.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from api.cli.word_diff import word_diff
from api.domain.commitment import Change, Commitment
from api.domain.finding import Finding, Severity, Verdict
from api.domain.reply import Engine, Outcome, Reason, Reply

Segments = Sequence[tuple[str, str]]
"""Text and its rich style, in order."""

REASONS = {
    Reason.NO_MODEL: "no model is configured",
    Reason.TOO_LONG_FOR_MODEL: "the draft is longer than what is sent to the model",
    Reason.NOTHING_TO_REWRITE: "there is nothing in it to rewrite",
    Reason.LANGUAGE_NOT_CHECKED: "its language cannot be checked yet",
    Reason.BLOCKED: "what was written promised too much or left something out",
    Reason.TOO_LONG: "the reply would have been longer than allowed",
    Reason.TIMEOUT: "the model did not answer in time",
    Reason.UNREACHABLE: "the model could not be reached",
    Reason.RATE_LIMITED: "the model takes no more requests at the moment",
    Reason.PROVIDER_ERROR: "the model's provider failed",
    Reason.PROMPT_REJECTED: "the model's provider refused the request",
    Reason.MISCONFIGURED: "the model's settings are wrong",
    Reason.BAD_ANSWER: "the model's answer could not be used",
    Reason.CUT_SHORT: "the model's answer was cut short",
    Reason.REFUSED: "the model declined",
    Reason.BUSY: "too many others are asking the model at this moment",
    Reason.PAUSED: "the model has failed too often and is left alone for a moment",
    Reason.REDACTION_FAILED: "personal data could not be hidden from the model",
    Reason.TOKEN_BUDGET: "the key's tokens of today are spent",
}
WRITERS = {
    Engine.MODEL: "Written by the model",
    Engine.PHRASEBOOK: "Written by the phrasebook",
    Engine.DRAFT: "These are the draft's own words",
}
VERDICTS = {
    Verdict.PASS: ("Every guardrail passed.", "green"),
    Verdict.REVIEW: ("Please look at the findings before you send it.", "yellow"),
    Verdict.BLOCK: ("This must not be sent as it is.", "bold red"),
    Verdict.UNVERIFIED: ("Not everything could be checked: read it closely.", "yellow"),
}
SEVERITIES = {Severity.BLOCK: "bold red", Severity.REVIEW: "yellow", Severity.NOTE: "cyan"}
CHANGES = {
    Change.SAME: ("kept", "green"),
    Change.WEAKER: ("weaker", "yellow"),
    Change.STRONGER: ("stronger", "bold red"),
    Change.NEW: ("new", "bold red"),
    Change.LOST: ("lost", "bold red"),
}


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[Segments, ...]


def byline(reply: Reply) -> str:
    """Who wrote the reply and why, in one honest sentence."""
    if reply.outcome is Outcome.UNCHANGED and reply.reason is None:
        return "Nothing was changed: the draft is good as it is."
    words = WRITERS[reply.engine]
    if reply.engine is Engine.MODEL and reply.model:
        words += f" ({reply.model})"
    if reply.outcome is Outcome.MENDED:
        words += "; some sentences were put back to the draft's"
    return words + (f", because {REASONS[reply.reason]}." if reply.reason else ".")


def reply_sections(draft: str, reply: Reply) -> list[Section]:
    """What there is to know about a reply; a section that would be empty is left out."""
    dropped = [[(f"“{_line(d.text)}”", "dim"), (f"  {d.why}", "")] for d in reply.dropped]
    text, style = VERDICTS[reply.verdict]
    sections = [
        Section("What changed", (diff_words(draft, reply.text),)),
        Section("What it commits you to", tuple(map(_commitment, reply.commitments))),
        Section("Left out", tuple(dropped)),
        Section("Findings", _findings(reply.findings)),
        Section("For you, not for the customer", tuple([(n, "")] for n in reply.care_notes)),
        Section("Open questions", tuple([(q, "")] for q in reply.questions)),
        Section("", ([(byline(reply), "bold"), (f" {text}", style)],)),
    ]
    return [s for s in sections if any(any(part for part, _ in line) for line in s.lines)]


def check_sections(
    rewrite: str, verdict: Verdict, findings: Sequence[Finding], mended: str
) -> list[Section]:
    """What a check found, and the mended text where it differs."""
    text, style = VERDICTS[verdict]
    sections = [Section("", ([(f"{verdict}: ", "bold"), (text, style)],))]
    if findings:
        sections.append(Section("Findings", _findings(findings)))
    if mended != rewrite:
        sections.append(Section("Mended", ([(mended, "")],)))
    return sections


def show(sections: Iterable[Section], file: IO[str]) -> None:
    """Write sections, in colour where `file` is a terminal that wants it."""
    if file.isatty():
        _show_rich(sections, file)
        return
    for section in sections:
        file.write(f"\n{section.title}\n" if section.title else "\n")
        indent = "  " if section.title else ""
        for line in section.lines:
            words = "".join(_marked(text, style) for text, style in line)
            file.write("".join(f"{indent}{part}\n" for part in visible(words).splitlines()))


def visible(text: str) -> str:
    """The text without control characters, which could steer a terminal; tab and newline stay."""
    return text if text.isprintable() else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _show_rich(sections: Iterable[Section], file: IO[str]) -> None:
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=file, highlight=False, soft_wrap=False)
    marked = console.color_system is None
    for section in sections:
        console.print()
        if section.title:
            console.print(Text(section.title, style="bold"))
        for line in section.lines:
            words = Text()
            for text, style in line:
                words.append(visible(_marked(text, style) if marked else text), style=style)
            console.print(Padding(words, (0, 0, 0, 2 if section.title else 0)))


def _marked(text: str, style: str) -> str:
    """A change of the diff, told without colour."""
    core = text.rstrip()
    tail = text[len(core) :]
    match style:
        case "strike red":
            return f"[-{core}-]{tail}"
        case "green underline":
            return f"{{+{core}+}}{tail}"
        case _:
            return text


def diff_words(draft: str, reply: str) -> Segments:
    """What became of the words; empty where nothing did."""
    styles = {"same": "", "old": "strike red", "new": "green underline"}
    pieces = word_diff(draft.rstrip(), reply.rstrip())
    if pieces is None:
        return [("The texts are too long to be compared word by word here.", "dim")]
    if all(piece.kind == "same" for piece in pieces):
        return []
    segments: list[tuple[str, str]] = []
    for piece in pieces:
        core = piece.text.rstrip()
        segments += [(core, styles[piece.kind]), (piece.text[len(core) :] or " ", "")]
    return segments[:-1]


def _commitment(row: Commitment) -> Segments:
    words, style = CHANGES[row.change]
    span = row.reply or row.draft
    quote = f"  “{_line(span.quote)}”" if span is not None else ""
    return [(words, style), (f"  {row.act}", "bold"), (quote, "")]


def _findings(findings: Iterable[Finding]) -> tuple[Segments, ...]:
    return tuple(
        [(f"{f.severity}  ", SEVERITIES[f.severity]), (f"{f.guardrail}  ", "bold"), (f.message, "")]
        for f in findings
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def people_stream() -> IO[str]:
    """Where explanations go: beside the reply in a terminal, out of its way in a pipe."""
    return sys.stdout if sys.stdout.isatty() else sys.stderr
