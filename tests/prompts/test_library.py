"""References, labels, the lock and releases."""

import subprocess
import sys
from pathlib import Path

import pytest

import prompts
from tests.prompts.libraries import SOURCE, make_library


def test_a_release_is_the_working_copy_with_its_partials_expanded(tmp_path: Path) -> None:
    """The bundle needs no other file, and its id is pinned."""
    library = make_library(tmp_path)

    released = library.release("greet", "1.0.0")

    text = (tmp_path / "greet" / "1.0.0.prompt.md").read_text(encoding="utf-8")
    assert "Care for the reader." in text
    assert "include" not in text
    assert released.sections == library.load("greet@working").sections
    assert library.load("greet@production") == library.load("greet@1.0.0") == released
    assert library.lock() == {("greet", "1.0.0"): released.id}


def test_editing_a_partial_touches_the_working_copy_only(tmp_path: Path) -> None:
    """What is in production changes by a release, never by an edit."""
    library = make_library(tmp_path)
    released = library.release("greet", "1.0.0")

    (tmp_path / "values" / "care.md").write_text("Care more.\n", encoding="utf-8")

    assert "Care more." in library.load("greet@working").render(draft="Hi.")[0].content
    assert library.load("greet@1.0.0") == released


def test_an_edited_release_is_refused(tmp_path: Path) -> None:
    """The answer's prompt id must mean one wording for ever."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    path = tmp_path / "greet" / "1.0.0.prompt.md"
    path.write_text(path.read_text(encoding="utf-8").replace("kindly", "coldly"), encoding="utf-8")

    with pytest.raises(prompts.ReleaseError, match=r"greet 1\.0\.0 is not what"):
        library.load("greet@1.0.0")


def test_a_release_is_never_overwritten(tmp_path: Path) -> None:
    """Neither over the file, nor under an id that the lock still holds."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")

    with pytest.raises(prompts.ReleaseError, match="released already"):
        library.release("greet", "1.0.0")
    (tmp_path / "greet" / "1.0.0.prompt.md").unlink()
    with pytest.raises(prompts.ReleaseError, match="released already"):
        library.release("greet", "1.0.0")


@pytest.mark.parametrize(
    ("version", "said"), [("2.0.0", "no entry for 2.0.0"), ("v1", "three numbers")]
)
def test_a_release_needs_a_version_and_an_entry_in_the_changelog(
    tmp_path: Path, version: str, said: str
) -> None:
    """Readers of the log must be able to say what a version changed."""
    with pytest.raises(prompts.ReleaseError, match=said):
        make_library(tmp_path).release("greet", version)


def test_a_working_copy_that_names_another_version_cannot_be_released(tmp_path: Path) -> None:
    """Else the release would carry a version that its file name denies."""
    library = make_library(tmp_path, SOURCE.replace("version: working", "version: 0.9.0"))

    with pytest.raises(prompts.ReleaseError, match="must say 'version: working'"):
        library.release("greet", "1.0.0")
    assert library.versions("greet") == ()


def test_the_id_changes_with_what_is_sent_and_only_with_that(tmp_path: Path) -> None:
    """A parameter counts, a typing error in the changelog does not, nor do line endings."""
    before = make_library(tmp_path).load("greet@working").id
    path = tmp_path / "greet" / "working.prompt.md"

    def id_of(source: str) -> str:
        path.write_bytes(source.encode())
        return prompts.Library(tmp_path).load("greet@working").id

    assert id_of(SOURCE.replace("First release.", "The first release.")) == before
    assert id_of(SOURCE.replace("\n", "\r\n")) == before
    assert id_of(SOURCE.replace("0.1", "0.2")) != before
    assert id_of(SOURCE.replace("Greet kindly", "Greet warmly")) != before
    assert id_of(SOURCE.replace("[warm, formal]", "[warm]")) != before


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("harden@production", r"there is .{1,200}, soften, written"),
        ("soften", "written like soften@1.0.0"),
        ("../soften@1.0.0", "no such prompt"),
        ("soften@trial", "it has production, 1.0.0,"),
        ("soften@9.9.9", "it has production, 1.0.0,"),
        ("soften@../../labels", "no such version or label"),
    ],
)
def test_an_unknown_reference_says_what_exists(reference: str, said: str) -> None:
    """The caller can correct the reference from the message alone."""
    with pytest.raises(prompts.UnknownPrompt, match=said):
        prompts.load(reference)


def test_what_is_shipped_as_a_release_is_never_released_again() -> None:
    """The package's own function guards the package's own files."""
    with pytest.raises(prompts.ReleaseError, match="released already"):
        prompts.release("soften", "1.0.0")


def test_versions_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """1.10.0 is newer than 1.9.0; other files of the folder are no versions."""
    library = make_library(tmp_path)
    for name in ("1.10.0", "1.9.0", "notes"):
        (tmp_path / "greet" / f"{name}.prompt.md").touch()

    assert library.versions("greet") == ("1.9.0", "1.10.0")


def test_a_malformed_lock_or_label_file_is_named(tmp_path: Path) -> None:
    """The prompt engineer learns which file to mend."""
    library = make_library(tmp_path)
    (tmp_path / "prompts.lock").write_text("greet 1.0.0\n", encoding="utf-8")

    with pytest.raises(prompts.SourceError, match=r"prompts\.lock"):
        library.lock()
    for labels in ("production: 1.0.0\n", "greet: {production: 1.0}\n"):
        (tmp_path / "labels.yaml").write_text(labels, encoding="utf-8")
        with pytest.raises(prompts.SourceError, match=r"labels\.yaml"):
            library.labels()


def test_data_is_read_from_the_package_and_nowhere_else() -> None:
    """A name that leads out of the package is refused."""
    assert "soften" in prompts.data("labels.yaml")
    for name in ("../pyproject.toml", "/etc/hosts", "lexicon/xx.yaml"):
        with pytest.raises(prompts.UnknownPrompt):
            prompts.data(name)


def test_reading_data_does_not_load_jinja2() -> None:
    """The command line starts without what only a model's prompt needs."""
    script = "import sys, prompts; prompts.data('labels.yaml'); sys.exit('jinja2' in sys.modules)"

    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - our own words
