"""Runs a command and says what it took: wall time, CPU time, peak memory, output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

INTERVAL: Final = 0.04
"""Seconds between two looks at memory."""


class Taken(NamedTuple):
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processes, user and system."""
    peak: float
    """MB: the largest sum, over its processes, of proportional set sizes."""
    output: float
    """MB of files it left."""
    files: int


def aside(path: Path) -> None:
    """Move a folder out of the way; it is deleted at the end of the benchmark.

    On some file systems every file made in the minutes after many were deleted costs up to
    twenty times as much, so a build must not follow a deletion.
    """
    if path.exists():
        path.rename(path.with_name(f"{path.name}-{time.monotonic_ns()}"))


def environment(folder: Path) -> dict[str, str]:
    """Python's compiled modules are kept beside the project, whatever the machine's settings: an
    installed program does not compile itself at each start."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / ".compiled")}


def run(command: Sequence[str | Path], folder: Path, site: Path) -> Taken:
    """Run in a session of its own; ends the benchmark if it fails. The disk is quiet before."""
    os.sync()
    before = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    memory = _Memory(process.pid)
    memory.start()
    try:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)  # its own session: nobody else ends it
        raise
    wall = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    memory.stop()
    if process.returncode:
        sys.stderr.write(said.decode(errors="replace"))
        sys.exit(f"failed: {' '.join(map(str, command))}")
    files, size = _output(site)
    return Taken(wall, usage.ru_utime + usage.ru_stime, memory.peak / 1000, size / 1e6, files)


class _Memory(threading.Thread):
    """Looks at a session's memory until it is stopped."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._ended = threading.Event()
        self.peak = 0.0

    def run(self) -> None:
        while not self._ended.wait(INTERVAL):
            total = sum(pss(process) for process in processes_of(self._session))
            self.peak = max(self.peak, total)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def processes_of(session: int) -> Iterator[int]:
    """The processes of a session."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_bytes()
            except OSError:
                continue
            # The name in brackets may hold anything; after it: state, parent, group, session.
            if int(stat.rpartition(b")")[2].split()[3]) == session:
                yield int(folder.name)


def pss(process: int) -> float:
    """Proportional set size in kB; 0 for a process that has just ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return float(line.split()[1])
    except OSError:
        pass
    return 0.0


def _output(folder: Path) -> tuple[int, int]:
    """Number of files and bytes below a folder."""
    files = size = 0
    for path, _, names in os.walk(folder):
        files += len(names)
        size += sum(Path(path, name).stat().st_size for name in names)
    return files, size
