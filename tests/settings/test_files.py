"""Secrets by file: what a container mounts, and every way in which that goes wrong."""

import os
from pathlib import Path

import pytest

from api.settings import BadSettings, load_settings
from api.settings.files import MAX_SECRET_BYTES

KEY = "correct-horse-battery"


def secret(folder: Path, content: bytes = KEY.encode(), mode: int = 0o400) -> Path:
    """A file as an orchestrator mounts it."""
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_key_is_read_without_the_line_end_that_editors_add(tmp_path: Path, end: bytes) -> None:
    """One line end: a second one is no part of a key, and is refused as such."""
    settings = load_settings(api_key_file=secret(tmp_path, KEY.encode() + end))
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == KEY
    assert KEY not in repr(settings)


def test_a_file_may_come_from_the_environment_and_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kubernetes mounts links; a group may read what everybody may not."""
    link = tmp_path / "link"
    link.symlink_to(secret(tmp_path, b"model-secret\n", 0o440))
    monkeypatch.setenv("KINDREPLY_MODEL_API_KEY_FILE", str(link))
    settings = load_settings(model_base_url="http://localhost:1/v1", model_name="m")
    assert settings.model_api_key is not None
    assert settings.model_api_key.get_secret_value() == "model-secret"


@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        (b"", 0o400, "empty"),
        (b"\n", 0o400, "empty"),
        (b"zebra-zebra-zebra\n\n", 0o400, "visible ASCII"),
        (b"\xff" * 20, 0o400, "UTF-8"),
        (b"zebra", 0o400, "16 characters"),
        (b"z" * (MAX_SECRET_BYTES + 1), 0o400, "65,536 bytes"),
        (b"zebra-zebra-zebra", 0o404, "every user"),
        (b"zebra-zebra-zebra", 0o402, "every user"),
        (b"zebra-zebra-zebra", 0o644, "every user"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_without_what_it_holds(
    tmp_path: Path, content: bytes, mode: int, words: str
) -> None:
    """Nor is its path shown: a secret pasted in its place would be in it."""
    with pytest.raises(BadSettings) as error:
        load_settings(api_key_file=secret(tmp_path, content, mode))
    line = str(error.value)
    assert line.startswith("KINDREPLY_API_KEY")
    assert words in line
    assert "zebra" not in line
    assert str(tmp_path) not in line


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe would wait for a writer for ever."""
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "nothing", "zebra\0"):
        with pytest.raises(BadSettings, match="KINDREPLY_API_KEY_FILE: ") as error:
            load_settings(api_key_file=path)
        assert "\n" not in str(error.value)
        assert "zebra" not in str(error.value)


def test_a_secret_and_its_file_contradict_each_other_and_all_faults_are_named(
    tmp_path: Path,
) -> None:
    """Nobody can tell which of two is meant."""
    with pytest.raises(BadSettings) as error:
        load_settings(
            api_key=KEY, api_key_file=secret(tmp_path), model_api_key_file=tmp_path / "nothing"
        )
    assert str(error.value).splitlines() == [
        "KINDREPLY_API_KEY and KINDREPLY_API_KEY_FILE: set one of them, not both",
        "KINDREPLY_MODEL_API_KEY_FILE: there is no such file, or this process may not read it",
    ]
