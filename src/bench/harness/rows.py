"""What is measured: experiments, each with its programs, its server and its goals."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, List, Optional

from harness.process import Command
from harness.programs import PEERS, Programs

CLAUDE = "us.anthropic.claude-haiku-4-5-20251001-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"
PROMPT = "Name three rivers of Spain"

# Of the path that is asked for when the server warms up: as all clients write it.
CLAUDE_PATH = "/model/" + CLAUDE.replace(":", "%3A")
TITAN_PATH = "/model/" + TITAN.replace(":", "%3A")

CHUNKS = 500_000
LINES = 20_000
DELAY = 0.050
AT_ONCE = 64
IDEAL = LINES * DELAY / AT_ONCE


@dataclass
class Goal:
    """A bound for bedrock.

    measure: wall, cpu, rss, first, delay (median) or delay99
    against: another program of the experiment; None where limit is seconds or bytes
    limit: at most so many times the other's median, or so much
    """

    what: str
    measure: str
    against: Optional[str]
    limit: float


@dataclass
class Warm:
    """What the server is asked for before the first run that counts."""

    method: str
    path: str
    times: int


@dataclass
class Experiment:
    """Programs that do the same work, run in turns.

    server: keys of --replay; None where no server is needed
    share: of the runs that were asked for; long experiments have fewer
    check: what a program's standard output, or the file it writes, must be for its time to count
    """

    name: str
    title: str
    programs: Dict[str, Command]
    goals: List[Goal]
    server: Optional[str] = None
    tls: bool = False
    share: float = 1.0
    warm_up_round: bool = True
    warm: List[Warm] = field(default_factory=list)
    check: Optional[Callable[[str, bytes, Command], bool]] = None


class Rows:
    """Builds the experiments for the programs that are there; input files are made in the folder."""

    def __init__(self, programs: Programs, folder: Path):
        self.programs = programs
        self.folder = folder

    def all(self, tls: bool) -> List[Experiment]:
        experiments = [self.version(), self.help(), *self.calls(False)]
        experiments += [self.latency(), self.embed_ideal(), self.embed_memory()]
        return experiments + (self.calls(True) if tls else [])

    def calls(self, tls: bool) -> List[Experiment]:
        made = [self.invoke(), self.stream(), self.list_models(), self.chunks(), self.embed_at_once()]
        for experiment in made:
            if tls:
                experiment.name += "-tls"
                experiment.title += ", TLS"
                experiment.tls = True
        return made

    def version(self) -> Experiment:
        programs = self.with_aws(self.bedrock("--version"), "--version")
        return Experiment("version", "`--version`", programs, [Goal("wall", "wall", "aws", 0.25)])

    def help(self) -> Experiment:
        programs = self.with_aws(self.bedrock("--help"), "--version")
        return Experiment(
            "help", "`--help` against `aws --version`", programs, [Goal("wall", "wall", "aws", 0.25)]
        )

    def invoke(self) -> Experiment:
        body = {
            "anthropic_version": "bedrock-2023-05-31",
            "max_tokens": 1000,
            "messages": [{"role": "user", "content": [{"type": "text", "text": PROMPT}]}],
        }
        file = self.folder / "body.json"
        file.write_text(json.dumps(body))
        reply = str(self.folder / "reply.json")
        programs = self.with_aws(
            self.bedrock("invoke", "-m", CLAUDE, PROMPT),
            "bedrock-runtime", "invoke-model", "--model-id", CLAUDE, "--body", f"fileb://{file}", reply,
        )
        return Experiment(
            "invoke",
            "`invoke`",
            self.with_boto3(programs, "invoke.py"),
            [
                Goal("wall", "wall", "aws", 0.40),
                Goal("wall", "wall", "boto3", 0.70),
                Goal("CPU time", "cpu", "boto3", 1.1),
                Goal("peak memory", "rss", None, 90 * 2**20),
            ],
            server="",
            warm=[Warm("POST", CLAUDE_PATH + "/invoke", 3000)],
            check=lambda program, out, _: program == "aws" or b"[offline echo]" in out,
        )

    def stream(self) -> Experiment:
        return Experiment(
            "stream",
            "`stream`: start to first text",
            self.with_boto3(self.bedrock("stream", "-m", CLAUDE, PROMPT), "stream.py"),
            [Goal("first text", "first", "boto3", 0.75)],
            server="",
            warm=[Warm("POST", CLAUDE_PATH + "/invoke-with-response-stream", 3000)],
            check=lambda program, out, _: b"[offline echo]" in out,
        )

    def list_models(self) -> Experiment:
        return Experiment(
            "list-models",
            "`list-models -o ids`",
            self.with_aws(
                self.bedrock("list-models", "-o", "ids"),
                "bedrock", "list-foundation-models", "--query", "modelSummaries[].modelId", "--output", "text",
            ),
            [Goal("wall", "wall", "aws", 0.45)],
            server="",
            warm=[Warm("GET", "/foundation-models", 1000)],
            check=lambda program, out, _: b"amazon.nova-lite-v1:0" in out,
        )

    def latency(self) -> Experiment:
        return Experiment(
            "latency",
            "1,000 chunks at 200 a second: from sent to printed and read",
            self.with_boto3(self.bedrock("stream", "-m", CLAUDE, PROMPT, stamps=True), "stream.py", stamps=True),
            [
                Goal("median delay", "delay", None, 0.001),
                Goal("99th percentile", "delay99", None, 0.005),
            ],
            server="chunks=1000,rate=200",
            share=0.2,
        )

    def chunks(self) -> Experiment:
        bedrock = self.bedrock("stream", "-m", CLAUDE, PROMPT, output="text")
        return Experiment(
            "chunks",
            "`stream` of 500,000 small chunks to a file",
            self.with_boto3(bedrock, "stream.py", output="text"),
            [
                Goal("wall (5 × the chunks a second)", "wall", "boto3", 0.2),
                Goal("peak memory", "rss", None, 160 * 2**20),
            ],
            server=f"chunks={CHUNKS}",
            share=0.34,
            warm=[Warm("POST", CLAUDE_PATH + "/invoke-with-response-stream", 5)],
            check=lambda program, _, command: command.output.read_bytes().count(b" ") > CHUNKS,
        )

    def embed_ideal(self) -> Experiment:
        programs = self.bedrock(*self.embed(self.lines(LINES), "--concurrency", str(AT_ONCE)), output="vectors")
        return Experiment(
            "embed-50ms",
            f"`embed` of 20,000 lines, 50 ms a call, 64 at once; ideal {IDEAL:.3f} s",
            programs,
            [Goal("wall (1.15 × the ideal)", "wall", None, 1.15 * IDEAL)],
            server=f"delay={DELAY * 1000:.0f}",
            share=0.2,
            warm_up_round=False,
            warm=[Warm("POST", TITAN_PATH + "/invoke", 50)],
            check=lines_are(LINES),
        )

    def embed_at_once(self) -> Experiment:
        lines = self.lines(LINES)
        bedrock = self.bedrock(*self.embed(lines, "--concurrency", str(AT_ONCE)), output="vectors")
        return Experiment(
            "embed",
            "`embed` of 20,000 lines, answered at once, 64 at a time",
            self.with_boto3(bedrock, "embed.py", output="vectors", stdin=lines),
            [Goal("wall", "wall", "boto3", 0.5)],
            server="",
            share=0.2,
            warm_up_round=False,
            warm=[Warm("POST", TITAN_PATH + "/invoke", 3000)],
            check=lines_are(LINES),
        )

    def embed_memory(self) -> Experiment:
        counts = {"1,000 lines": 1_000, "100,000 lines": 100_000, "1,000,000 lines": 1_000_000}
        programs = {}
        for name, count in counts.items():
            args = self.embed(self.lines(count), "--dimensions", "256", "-o", "f32", "--concurrency", str(AT_ONCE))
            programs.update({name: self.bedrock(*args, output="vectors")["bedrock"]})
        return Experiment(
            "embed-memory",
            "`embed` of 1,000 to 1,000,000 lines: peak memory",
            programs,
            [Goal("peak memory of 1,000,000 lines", "rss", "1,000 lines", 1.1)],
            server="",
            share=0.05,
            warm_up_round=False,
            warm=[Warm("POST", TITAN_PATH + "/invoke", 3000)],
            check=lambda program, _, command: command.output.stat().st_size == counts[program] * 256 * 4,
        )

    def embed(self, lines: Path, *more: str) -> List[str]:
        return ["embed", "-q", "-m", TITAN, "--input", str(lines), *more]

    def lines(self, count: int) -> Path:
        file = self.folder / f"lines-{count}.txt"
        if not file.exists():
            with open(file, "w") as out:
                for number in range(count):
                    out.write(f"Line {number} of the texts that are made vectors of.\n")
        return file

    def bedrock(self, *args: str, output: Optional[str] = None, stamps: bool = False) -> Dict[str, Command]:
        file = self.folder / output if output else None
        return {"bedrock": Command([self.programs.bedrock, *args], output=file, stamps=stamps)}

    def with_aws(self, programs: Dict[str, Command], *args: str) -> Dict[str, Command]:
        more = {"aws": Command([self.programs.aws, *args])} if self.programs.aws else {}
        return {**programs, **more}

    def with_boto3(
        self,
        programs: Dict[str, Command],
        script: str,
        output: Optional[str] = None,
        stdin: Optional[Path] = None,
        stamps: bool = False,
    ) -> Dict[str, Command]:
        if not self.programs.boto3:
            return programs
        args = [self.programs.boto3, str(PEERS / script)]
        file = self.folder / output if output else None
        return {**programs, "boto3": Command(args, stdin=stdin, output=file, stamps=stamps)}


def lines_are(count: int) -> Callable[[str, bytes, Command], bool]:
    def check(program: str, out: bytes, command: Command) -> bool:
        with open(command.output, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) == count

    return check
