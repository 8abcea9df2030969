"""Runs the programs of an experiment in turns, so that what else the machine does meets all of them."""

import math
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional

from harness.process import Failed, Run, environment, measure
from harness.rows import Experiment, Goal
from harness.server import Server
from harness.tls import Certificates


@dataclass
class Figures:
    """The runs of one program."""

    runs: List[Run] = field(default_factory=list)

    def values(self, measure: str) -> List[float]:
        if measure in ("delay", "delay99"):
            return sorted(delay for run in self.runs for delay in run.delays)
        return sorted(getattr(run, measure) for run in self.runs)

    def of(self, measure: str) -> Optional[float]:
        """The median; of delay99 the 99th percentile; None where nothing was measured."""
        values = self.values(measure)
        if not values:
            return None
        if measure == "delay99":
            return values[min(len(values) - 1, math.ceil(len(values) * 0.99) - 1)]
        return statistics.median(values)

    def spread(self, measure: str) -> tuple:
        """The least, and the first and third quartile."""
        values = self.values(measure)
        if len(values) < 2:
            return values[0], values[0], values[0]
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
        return values[0], low, high


@dataclass
class Outcome:
    """What came of an experiment; with a failure its figures mean nothing."""

    experiment: Experiment
    figures: Dict[str, Figures]
    server_cpu: Optional[float] = None
    failure: str = ""

    def subject(self, goal: Goal) -> Figures:
        """The program that the goal is for: bedrock, or the last of several runs of it."""
        return self.figures.get("bedrock") or self.figures[list(self.figures)[-1]]

    def result(self, goal: Goal) -> Optional[float]:
        """A ratio where the goal is against another program, else seconds or bytes; None where that one is missing."""
        ours = self.subject(goal).of(goal.measure)
        if goal.against is None or ours is None:
            return ours
        other = self.figures.get(goal.against)
        theirs = other.of(goal.measure) if other else None
        return ours / theirs if theirs else None


class Contest:
    def __init__(self, server_tool: str, folder: Path, runs: int, certificates: Optional[Certificates]):
        self.server_tool = server_tool
        self.folder = folder
        self.runs = runs
        self.certificates = certificates

    def hold(self, experiment: Experiment) -> Outcome:
        outcome = Outcome(experiment, {name: Figures() for name in experiment.programs})
        try:
            if experiment.server is None:
                self.rounds(outcome, None)
            else:
                certificates = self.certificates if experiment.tls else None
                with Server(self.server_tool, experiment.server, self.folder, certificates) as server:
                    self.rounds(outcome, server)
        except Failed as failure:
            outcome.failure = str(failure)
        progress("")
        return outcome

    def rounds(self, outcome: Outcome, server: Optional[Server]) -> None:
        experiment = outcome.experiment
        count = max(1, round(self.runs * experiment.share))
        if server and experiment.warm:
            # The first asks with a signature; what it is told is what all are told.
            first = "bedrock" if "bedrock" in experiment.programs else next(iter(experiment.programs))
            self.run(outcome, first, server)
            for warm in experiment.warm:
                server.warm(warm.method, warm.path, warm.times)
        before = 0.0
        for number in range(0 if experiment.warm_up_round else 1, count + 1):
            if number <= 1 and server:
                before = server.cpu() or 0.0
            for name in experiment.programs:
                progress(f"{experiment.name}: run {number} of {count}, {name}")
                run = self.run(outcome, name, server)
                if number > 0:
                    outcome.figures[name].runs.append(run)
        used = server.cpu() if server else None
        if used is not None:
            outcome.server_cpu = (used - before) / (count * len(experiment.programs))

    def run(self, outcome: Outcome, name: str, server: Optional[Server]) -> Run:
        experiment = outcome.experiment
        command = experiment.programs[name]
        env = server.environment() if server else environment(self.folder, {})
        run = measure(command, env, self.folder)
        if experiment.check and not experiment.check(name, run.out, command):
            raise Failed(f"{name} did not print what it should: {run.out[:200]!r}")
        if command.stamps and (not run.delays or min(run.delays) < 0):
            raise Failed(f"{name} printed no times, or the server's clock is not this program's")
        return run


def progress(text: str) -> None:
    """One line that is written over, for those who wait at a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{text:60}" + ("" if text else "\r"))
        sys.stderr.flush()
