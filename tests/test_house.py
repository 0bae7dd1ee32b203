"""The house: locks that pin everything, an image whose steps work, a wheel that holds its files."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
CONTINUED = re.compile(r"\\\n\s{0,16}")
UNREACHABLE = re.compile(
    "No matching distribution|NewConnectionError|ConnectTimeout|NameResolution|ProxyError|timed out"
)
HEAVY = {"fastapi", "openai", "pydantic", "httpx2", "yaml", "click", "asyncio"}


@dataclass(frozen=True)
class Pin:
    """One line of a lock: the requirement and how many hashes stand behind it."""

    requirement: Requirement
    hashes: int

    @property
    def version(self) -> str:
        """The one version that the lock allows."""
        (specifier,) = self.requirement.specifier
        assert specifier.operator == "=="
        return specifier.version


def _pins(lock: str) -> dict[str, list[Pin]]:
    """Name -> pins; more than one only where they differ by environment."""
    pins: dict[str, list[Pin]] = defaultdict(list)
    for line in CONTINUED.sub(" ", (ROOT / lock).read_text()).splitlines():
        wanted, *hashes = line.partition("#")[0].split("--hash=sha256:")
        if wanted.strip():
            pin = Pin(Requirement(wanted.strip()), len(hashes))
            pins[canonicalize_name(pin.requirement.name)].append(pin)
    return pins


def _wanted(lock: str) -> list[str]:
    """What pyproject.toml asks for and this lock must answer."""
    runtime: list[str] = PYPROJECT["project"]["dependencies"]
    if lock == "requirements-dev.lock":
        return [*runtime, *PYPROJECT["dependency-groups"]["dev"]]
    build: list[str] = PYPROJECT["build-system"]["requires"]
    return build if lock == "requirements-build.lock" else runtime


def _versions(pins: Mapping[str, list[Pin]]) -> dict[str, set[str]]:
    return {name: {pin.version for pin in found} for name, found in pins.items()}


def _disagreements(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> list[str]:
    shared = sorted(one.keys() & other.keys())
    return [f"{name}: {one[name]} and {other[name]}" for name in shared if one[name] != other[name]]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_answers_every_dependency_with_a_version_that_satisfies_it(lock: str) -> None:
    """A dependency added to pyproject.toml and not locked would be installed unpinned."""
    pins = _pins(lock)

    for wanted in map(Requirement, _wanted(lock)):
        found = pins[canonicalize_name(wanted.name)]
        assert found, f"{wanted.name} is not in {lock}: see CONTRIBUTING, 'Change a dependency'"
        for pin in found:
            assert wanted.specifier.contains(pin.version, prereleases=True), wanted


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock: str) -> None:
    """Any index may serve the files: only the hash says whether they are the right ones."""
    text = (ROOT / lock).read_text()

    assert all(pin.hashes for found in _pins(lock).values() for pin in found)
    assert "://" not in text
    assert not re.search(r"^\s{0,8}-(?!-hash)|--(index|extra|find|trusted)", text, re.MULTILINE)


def test_locks_agree_on_every_version_they_share() -> None:
    """What is tested is what is shipped, and both installs fit into one environment."""
    runtime, dev, build = (_versions(_pins(lock)) for lock in LOCKS)

    assert not runtime.keys() - dev.keys()
    assert not _disagreements(runtime, dev)
    assert not _disagreements(build, dev)


def test_a_local_uv_lock_agrees() -> None:
    """`uv run` uses the lock that uv keeps for itself (untracked, it names registries)."""
    if not (ROOT / "uv.lock").is_file():
        pytest.skip("no uv.lock here: `uv lock` makes one")
    versions: dict[str, set[str]] = defaultdict(set)
    for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]:
        versions[package["name"]].add(package.get("version", ""))

    assert not _disagreements(_versions(_pins("requirements-dev.lock")), versions)


def _dockerfile() -> list[list[tuple[str, str]]]:
    """The stages, each a list of (instruction, arguments)."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    stages: list[list[tuple[str, str]]] = []
    for line in CONTINUED.sub(" ", text).splitlines():
        word, _, arguments = line.partition(" ")
        if word == "FROM":
            stages.append([])
        if word:
            stages[-1].append((word, arguments))
    return stages


def _copied(stage: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(path in the project, place in the image) of every COPY out of the project."""
    for word, arguments in stage:
        if word == "COPY" and not arguments.startswith("--from"):
            *sources, target = arguments.split()
            for source in sources:
                yield source, target + source if target.endswith("/") else target


def test_the_image_is_made_of_paths_that_exist_and_are_not_ignored() -> None:
    """A COPY of a missing or ignored path fails only on the machine that has Docker."""
    kept = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }

    copied = [source for stage in _dockerfile() for source, _ in _copied(stage)]

    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert source in kept, f"{source} is not let through by .dockerignore"


def test_the_image_runs_as_a_numeric_user_that_is_not_root_and_checks_its_health() -> None:
    """Orchestrators refuse root, and can tell so only from a number."""
    final = dict(_dockerfile()[-1])

    assert all(part.isdigit() and int(part) > 0 for part in final["USER"].split(":"))
    assert "/healthz" in final["HEALTHCHECK"]
    assert final["STOPSIGNAL"] == "SIGTERM"  # which drains
    assert "KINDREPLY_API_KEY" not in final["ENV"]


def _run(command: str, cwd: Path) -> None:
    """Run a step of the image; skip where there is no index, except in CI, where it must run."""
    environment = {**os.environ, "PIP_RETRIES": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    step = subprocess.run(  # noqa: S602 - the Dockerfile's own line, run as Docker would
        command, cwd=cwd, env=environment, shell=True, text=True, capture_output=True, check=False
    )
    if step.returncode and UNREACHABLE.search(step.stderr) and not os.environ.get("CI"):
        pytest.skip(f"no package index to be reached: {step.stderr.splitlines()[-1][:200]}")
    assert step.returncode == 0, f"{command}\n{step.stdout}{step.stderr}"


def test_the_steps_that_build_the_image_work_in_a_clean_environment(tmp_path: Path) -> None:
    """Without a Docker engine: the builder's own lines, with its root moved under a new folder."""
    if importlib.util.find_spec("ensurepip") is None:
        pytest.skip("python -m venv needs ensurepip (Debian: apt-get install python3-venv)")
    builder = _dockerfile()[0]
    for source, place in _copied(builder):
        target = tmp_path / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, target)

    steps = [arguments for word, arguments in builder if word == "RUN"]
    for step in steps:
        here = re.sub(r"(?<![\w/.])/(opt|src)\b", rf"{tmp_path}/\1", step)
        _run(re.sub(r"(?<![\w/-])python(?= -m)", sys.executable, here), tmp_path)

    command = tmp_path / "opt/kindreply/bin/kindreply"
    answered = subprocess.run(  # noqa: S603 - what was just built
        [command, "rewrite", "You failed to attach the receipt."],
        cwd=tmp_path,
        env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert answered.returncode == 0, answered.stderr
    assert "receipt" in answered.stdout


def test_the_wheel_holds_every_file_of_its_packages(tmp_path: Path) -> None:
    """Prompts, lexicon and page are no Python, and a package without them answers nothing."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed here: `sh .ci/setup dev`")
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")

    held = set(zipfile.ZipFile(wheel).namelist())

    packages = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not expected - held


def test_importing_the_domain_loads_nothing_but_the_standard_library() -> None:
    """Guardrails are pure functions, and a tool that checks one pair must start at once."""
    script = (
        "import importlib, pkgutil, sys, api.domain\n"
        "for module in pkgutil.walk_packages(api.domain.__path__, 'api.domain.'):\n"
        "    importlib.import_module(module.name)\n"
        f"print(*sorted({HEAVY} & sys.modules.keys()))"
    )

    answered = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], cwd=ROOT, text=True, capture_output=True, check=True
    )

    assert answered.stdout.split() == []


def test_scripts_of_the_gate_are_sound_shell() -> None:
    """They run on machines where nobody looks before they fail."""
    for script in (ROOT / ".ci").iterdir():
        shell = "bash" if script.read_text().startswith("#!/usr/bin/env bash") else "sh"
        parsed = subprocess.run(  # noqa: S603
            [shutil.which(shell) or shell, "-n", script], capture_output=True, check=False
        )
        assert parsed.returncode == 0, parsed.stderr
        assert os.access(script, os.X_OK), script
