"""The tables, as Markdown."""

from typing import Dict, List, Optional

from harness.contest import Figures, Outcome
from harness.rows import Goal


def report(outcomes: List[Outcome], facts: Dict[str, str], notes: List[str]) -> str:
    parts = [facts_table(facts), goals_table(outcomes), figures_table(outcomes), delays_table(outcomes)]
    failed = [f"{outcome.experiment.name} failed: {outcome.failure}" for outcome in outcomes if outcome.failure]
    parts += ["\n".join(f"- {note}" for note in notes + failed)]
    return "\n\n".join(part for part in parts if part) + "\n"


def facts_table(facts: Dict[str, str]) -> str:
    return table(["", ""], [[name, value] for name, value in facts.items()])


def goals_table(outcomes: List[Outcome]) -> str:
    rows = []
    for outcome in outcomes:
        for goal in outcome.experiment.goals:
            rows.append([outcome.experiment.title, *goal_cells(outcome, goal)])
    return "### Goals\n\n" + table(["what", "measured", "against", "result", "goal", ""], rows)


def goal_cells(outcome: Outcome, goal: Goal) -> List[str]:
    result = None if outcome.failure else outcome.result(goal)
    verdict = "not measured" if result is None else "met" if result <= goal.limit else "**missed**"
    if goal.against:
        shown = "–" if result is None else f"{result:.2f} ×"
        return [goal.what, goal.against, shown, f"≤ {goal.limit:g} ×", verdict]
    unit = memory if goal.measure == "rss" else delay if goal.measure.startswith("delay") else seconds
    return [goal.what, "–", unit(result), f"≤ {unit(goal.limit)}", verdict]


def figures_table(outcomes: List[Outcome]) -> str:
    rows = []
    for outcome in outcomes:
        for name, figures in outcome.figures.items():
            if figures.runs and not outcome.failure:
                rows.append([outcome.experiment.name, name, *figure_cells(figures), server_cell(outcome)])
    head = ["row", "program", "runs", "wall", "least", "quartiles", "CPU", "first byte", "peak memory", "server's CPU a run"]
    return "### Figures\n\nMedians of whole processes.\n\n" + table(head, rows) if rows else ""


def figure_cells(figures: Figures) -> List[str]:
    least, low, high = figures.spread("wall")
    return [
        str(len(figures.runs)),
        seconds(figures.of("wall")),
        seconds(least),
        f"{seconds(low)} – {seconds(high)}",
        seconds(figures.of("cpu")),
        seconds(figures.of("first")),
        memory(figures.of("rss")),
    ]


def server_cell(outcome: Outcome) -> str:
    return "–" if outcome.server_cpu is None else seconds(outcome.server_cpu)


def delays_table(outcomes: List[Outcome]) -> str:
    rows = []
    for outcome in outcomes:
        for name, figures in outcome.figures.items():
            if figures.values("delay"):
                count = f"{len(figures.values('delay')):,}"
                worst = delay(figures.values("delay")[-1])
                rows.append([name, count, delay(figures.of("delay")), delay(figures.of("delay99")), worst])
    head = ["program", "chunks", "median", "99th percentile", "longest"]
    return "### Delay of a chunk\n\n" + table(head, rows) if rows else ""


def table(head: List[str], rows: List[List[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def seconds(value: Optional[float]) -> str:
    if value is None:
        return "–"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def delay(value: Optional[float]) -> str:
    return "–" if value is None else f"{value * 1000:.2f} ms"


def memory(value: Optional[float]) -> str:
    return "–" if value is None else f"{value / 2**20:.0f} MB"
