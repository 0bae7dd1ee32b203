"""A small library of prompts on disk, for tests that change files."""

from pathlib import Path

from prompts import Library

SOURCE = """---
name: greet
version: working
summary: A greeting.
values: [care]
parameters: {temperature: 0.1}
form: one line
inputs:
  draft: {kind: text, required: true}
  tone: {kind: choice, choices: [warm, formal]}
fences: [draft]
changelog:
  - {version: 1.0.0, changes: First release.}
---
## system
Greet kindly. Never touch {{name}}.

<!-- include: values/care.md -->

## user
{{ fence("draft", draft) }}
{% if tone %}
Tone: {{ tone }}
{% endif %}
"""


def make_library(root: Path, source: str = SOURCE) -> Library:
    """A library with the prompt `greet`, its one partial, and nothing released."""
    (root / "greet").mkdir()
    (root / "values").mkdir()
    (root / "greet" / "working.prompt.md").write_text(source, encoding="utf-8")
    (root / "values" / "care.md").write_text("Care for the reader.\n", encoding="utf-8")
    (root / "labels.yaml").write_text("greet: {production: 1.0.0}\n", encoding="utf-8")
    (root / "prompts.lock").write_text("# ids\n", encoding="utf-8")
    return Library(root)
