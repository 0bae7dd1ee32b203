"""What the kernel knows of a process: memory and sockets. Linux only."""

from pathlib import Path


def rss_mb(pid: int) -> float:
    """Its memory now."""
    return _status(pid, "VmRSS")


def peak_mb(pid: int) -> float:
    """The most it has had since it began, or since `forget_peak`."""
    return _status(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    """Count the peak from now on."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def sockets(pid: int) -> int:
    """Open sockets, those that it listens on included."""
    count = 0
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            count += str(handle.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue  # closed in between
    return count


def _status(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)
