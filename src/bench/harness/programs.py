"""The programs that are compared, and the machine they run on."""

import datetime
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional

ROOT = Path(__file__).resolve().parents[3]
PEERS = Path(__file__).resolve().parents[1] / "peers"


class Programs:
    """bedrock, and the peers that are installed; None for one that is not."""

    def __init__(self, tool: Path, server: Optional[Path]):
        self.bedrock = str(tool.resolve())
        self.server = str((server or tool).resolve())
        self.aws = aws()
        self.boto3 = sys.executable if says([sys.executable, "-c", "import boto3; print(boto3.__version__)"]) else None

    def missing(self) -> List[str]:
        notes = []
        if not self.aws:
            notes.append("the AWS CLI is not installed: rows against it have no ratio")
        if not self.boto3:
            notes.append(f"boto3 is not installed for {sys.executable}: rows against it have no ratio")
        return notes

    def facts(self) -> Dict[str, str]:
        """What was measured, where and when."""
        facts = {
            "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
            "bedrock": f"{says([self.bedrock, '--version', '-v']) or 'does not start'}; commit {commit()}",
            "Java on the PATH or in JAVA_HOME": java(),
            "AWS CLI": says([self.aws, "--version"]) if self.aws else "not installed",
            "boto3": boto3(self.boto3) if self.boto3 else "not installed",
            "Python": platform.python_version(),
            "machine": f"{processor()}, {os.cpu_count()} cores, {memory()}",
            "kernel": f"{platform.system()} {platform.release()}",
        }
        if hasattr(os, "getloadavg"):
            one, five, _ = os.getloadavg()
            facts["load before the run"] = f"{one:.1f} in the last minute, {five:.1f} in the last five"
        return facts


def aws() -> Optional[str]:
    """The program itself: the shims of version managers start it through a script, which is not its fault."""
    found = shutil.which("aws")
    if found and "shims" in Path(found).parts:
        for manager in ("pyenv", "asdf", "mise"):
            behind = says([manager, "which", "aws"])
            if behind:
                return behind
    return found


def says(args: List[str]) -> str:
    """What a program prints, in one line; nothing when it cannot be run."""
    try:
        done = subprocess.run(args, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return "; ".join(done.stdout.strip().splitlines()) if done.returncode == 0 else ""


def boto3(python: str) -> str:
    return says([python, "-c", "import boto3, botocore; print(boto3.__version__, 'with botocore', botocore.__version__)"])


def java() -> str:
    home = os.environ.get("BEDROCK_JAVA_HOME") or os.environ.get("JAVA_HOME")
    command = str(Path(home) / "bin" / "java") if home else "java"
    try:
        lines = subprocess.run([command, "-version"], capture_output=True, text=True).stderr.splitlines()
    except OSError:
        return "none"
    return lines[1].strip() if len(lines) > 1 else "unknown"


def commit() -> str:
    known = says(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]) or "unknown"
    changed = says(["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no"])
    return known + (" with changes" if changed else "")


def processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return says(["sysctl", "-n", "machdep.cpu.brand_string"]) or platform.machine()


def memory() -> str:
    try:
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.1f} GB"
    except (ValueError, OSError):
        return "memory unknown"
