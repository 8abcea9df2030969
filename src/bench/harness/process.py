"""One run of a program, measured from outside: the whole process, from its start to its end."""

import os
import re
import site
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional

# Bytes in the unit of ru_maxrss: kilobytes, on macOS bytes.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024

# What a program may inherit: where to find programs and Java, and nothing that configures AWS.
INHERITED = ("PATH", "JAVA_HOME", "BEDROCK_JAVA_HOME", "TMPDIR", "PYTHONPATH", "PYTHONUSERBASE", "LD_LIBRARY_PATH")

STAMP = re.compile(rb"(\d{6,})$")


class Failed(Exception):
    """A program that did not do its work: its time means nothing."""


@dataclass
class Command:
    """A program and how it is run.

    output: a file for standard output, which then is not read; None for a pipe that is read here
    stamps: each word of the output ends in a full stop and says when it left the server, in nanoseconds of the
        monotonic clock
    """

    args: List[str]
    stdin: Optional[Path] = None
    output: Optional[Path] = None
    stamps: bool = False


@dataclass
class Run:
    """Seconds, bytes, and for stamped output the seconds from the server to here for each word."""

    wall: float
    cpu: float
    rss: float
    first: float
    out: bytes = b""
    delays: List[float] = field(default_factory=list)


def environment(home: Path, more: Dict[str, str]) -> Dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    # Packages that were installed for the user are below the home folder, which is another one here.
    packages = {"PYTHONUSERBASE": site.getuserbase()}
    return {**packages, **kept, "HOME": str(home), "LC_ALL": "C.UTF-8", **more}


def measure(command: Command, env: Dict[str, str], folder: Path) -> Run:
    """Runs a program to its end. Its standard error goes to a file, to be shown when it fails."""
    errors = folder / "stderr"
    with open(command.stdin or os.devnull, "rb") as stdin, open(errors, "wb") as stderr:
        stdout = open(command.output, "wb") if command.output else subprocess.PIPE
        started = time.monotonic()
        process = subprocess.Popen(
            command.args, env=env, cwd=folder, stdin=stdin, stdout=stdout, stderr=stderr, close_fds=True
        )
        reader = Reader(command.stamps)
        if command.output:
            stdout.close()
        else:
            reader.read(process.stdout.fileno())
            process.stdout.close()
        # The usage of exactly this process and of those it has waited for.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        words = errors.read_text(errors="replace").strip()[-500:]
        raise Failed(f"exit code {process.returncode} of {' '.join(command.args[:4])} ...: {words}")
    return Run(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        rss=usage.ru_maxrss * RSS_UNIT,
        first=(reader.first or started + wall) - started,
        out=bytes(reader.out),
        delays=reader.delays,
    )


class Reader:
    """Reads a pipe to its end, and notes when the first byte came, and how old each stamp was."""

    KEPT = 1 << 20

    def __init__(self, stamps: bool):
        self.stamps = stamps
        self.first: Optional[float] = None
        self.out = bytearray()
        self.delays: List[float] = []
        self.rest = b""

    def read(self, descriptor: int) -> None:
        while True:
            data = os.read(descriptor, 65536)
            now = time.monotonic_ns()
            if not data:
                return
            if self.first is None:
                self.first = now / 1e9
            if self.stamps:
                self.note(data, now)
            elif len(self.out) < self.KEPT:
                self.out += data

    def note(self, data: bytes, now: int) -> None:
        *texts, self.rest = (self.rest + data).split(b".")
        for text in texts:
            stamp = STAMP.search(text)
            if stamp:
                self.delays.append((now - int(stamp.group(1))) / 1e9)
