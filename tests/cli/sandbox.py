"""A place without a network and with a read-only root, entered as a numeric user that is not root.

    unshare --user --map-root-user --net --mount python -m tests.cli.sandbox enter
    (in it) unshare --user --map-user=10001 --map-group=10001 python -m tests.cli.sandbox serve

The second prints one JSON object: what it tried, and what the service answered. Linux only.
"""

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

from tests.cli.running import serving
from tests.conftest import ROOT

USER = "10001"
ENTER = ("unshare", "--user", "--map-root-user", "--net", "--mount")
PLACES = (Path("/"), ROOT, Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - none is written to
SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41
"""From linux/sockios.h and linux/if.h."""


def _enter() -> None:
    """Close this namespace: only loopback, nothing to be written; then become somebody."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh22x", b"lo", UP_AND_RUNNING))
    _mount("--make-rprivate", "/")
    for place in {_mount_point(place) for place in PLACES}:
        _mount("-o", "remount,bind,ro", str(place))
    inner = ("unshare", "--user", f"--map-user={USER}", f"--map-group={USER}")
    command = (*inner, sys.executable, "-m", "tests.cli.sandbox", "serve")
    os.execvp(command[0], command)  # noqa: S606 - no shell is wanted


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)  # noqa: S603, S607


def _mount_point(path: Path) -> Path:
    path = path.resolve()
    while not path.is_mount():
        path = path.parent
    return path


def _serve() -> None:
    """Run the service with a model that cannot be reached, and ask it once."""
    settings = {
        "KINDREPLY_MODEL_BASE_URL": "https://models.example/v1",
        "KINDREPLY_MODEL_NAME": "far-away",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with serving(settings) as running:
        answer = running.post({"draft": "You must send the receipt."})
        ready = running.client.get("/readyz")
    print(  # noqa: T201 - read by the test
        json.dumps(
            {
                "user": os.getuid(),
                "writes": [str(place) for place in PLACES if _writes(place)],
                "interfaces": _interfaces(),
                "answer": [answer.status_code, answer.json()["engine"]],
                "ready": ready.status_code,
            }
        )
    )


def _writes(folder: Path) -> bool:
    try:
        (folder / "kindreply-was-here").touch()
    except OSError:
        return False
    return True


def _interfaces() -> list[str]:
    """Every way out of this namespace."""
    lines = Path("/proc/net/dev").read_text().splitlines()[2:]
    return [line.partition(":")[0].strip() for line in lines]


def unavailable() -> str | None:
    """Why there can be no such place on this machine; None where there can."""
    if sys.platform != "linux":
        return "namespaces are Linux's"
    try:
        tried = subprocess.run(  # noqa: S603 - ours
            [*ENTER, "mount", "-o", "remount,bind,ro", "/"], capture_output=True, check=False
        )
    except FileNotFoundError:
        return "there is no unshare here (util-linux)"
    return None if tried.returncode == 0 else f"unshare: {tried.stderr.decode().strip()}"


if __name__ == "__main__":
    {"enter": _enter, "serve": _serve}[sys.argv[1]]()
