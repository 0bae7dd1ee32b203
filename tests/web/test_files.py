"""What can be said of the page without a browser."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "api" / "web"
SOURCES = sorted(path for path in WEB.iterdir() if path.suffix in {".html", ".css", ".js", ".svg"})
INDEX = (WEB / "index.html").read_text(encoding="utf-8")
REFERENCE = re.compile(r"""(?:src|href|from|url\()\s{0,2}=?\s{0,2}["']?(/web/[\w./-]{1,80})""")
UNSAFE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc"
    r"|setAttribute\(\s{0,4}[\"']style|\.style\b|localStorage|sessionStorage|indexedDB|\.cookie\b"
    r"|createContextualFragment|DOMParser"
)
INLINE = re.compile(r"""\s(?:style|on[a-z]{2,20})\s{0,2}=\s{0,2}["']|<style\b|javascript:""")
SCRIPT = re.compile(r"<script\b[^>]{0,200}>(.{0,400})</script>", re.DOTALL)
OUTSIDE = re.compile(r"""(?:src|href|import|from|fetch|url)\W{1,4}(?:https?:)?//""")


def test_every_file_the_page_names_is_there() -> None:
    """A missing module leaves a page that does nothing; all names are under /web/."""
    named = {name for path in SOURCES for name in REFERENCE.findall(path.read_text("utf-8"))}

    assert {"/web/app.js", "/web/style.css", "/web/diff.js"} <= named
    assert [name for name in named if not (WEB / name.removeprefix("/web/")).is_file()] == []


def test_every_module_is_used() -> None:
    """A file that nothing names is dead."""
    text = "".join(path.read_text("utf-8") for path in SOURCES)

    assert [
        p.name for p in SOURCES if p.name != "index.html" and f"/web/{p.name}" not in text
    ] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_text_only_ever_becomes_text(path: Path) -> None:
    """No way from a string to markup, code or storage: user text goes through textContent."""
    source = path.read_text(encoding="utf-8")

    assert UNSAFE.findall(source) == []
    assert INLINE.findall(source) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    """No font, script, picture or request leaves the service's own address."""
    assert OUTSIDE.findall(path.read_text(encoding="utf-8")) == []


def test_the_page_has_no_inline_script() -> None:
    """The content security policy would refuse it, and the page would be dead."""
    assert [body for body in SCRIPT.findall(INDEX) if body.strip()] == []


def test_every_field_has_a_label() -> None:
    """A field that only looks labelled is nameless to a screen reader."""
    fields = re.findall(r'<(?:textarea|select|input)\b[^>]{0,300}\bid="(\w+)"', INDEX)

    assert "draft" in fields
    assert [name for name in fields if f'<label for="{name}"' not in INDEX] == []


def test_every_part_the_scripts_ask_for_is_on_the_page() -> None:
    """`$("name")` of a part that is gone would break the page at its first use."""
    asked = {
        name
        for path in SOURCES
        if path.suffix == ".js"
        for name in re.findall(r'\$\("([\w-]+)"\)', path.read_text("utf-8"))
    }

    assert [name for name in sorted(asked) if f'id="{name}"' not in INDEX] == []


def test_no_form_can_send_the_text_as_an_address() -> None:
    """Where scripts fail, a GET form would write the draft into URL, history and access log."""
    assert re.findall(r"<form\b(?![^>]{0,300}method=\"post\")", INDEX) == []
