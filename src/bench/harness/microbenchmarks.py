"""The last run of the microbenchmarks, which JMH leaves as JSON."""

import datetime
import json

from harness.programs import ROOT
from harness.report import table

RESULTS = ROOT / "target/jmh.json"


def microbenchmarks() -> str:
    """A section of the report; nothing where they have not been run."""
    if not RESULTS.is_file():
        return ""
    results = json.loads(RESULTS.read_text())
    rows = [row(result) for result in results]
    when = datetime.datetime.fromtimestamp(RESULTS.stat().st_mtime, datetime.timezone.utc)
    first = results[0]
    where = f"{when:%Y-%m-%d}, JMH {first['jmhVersion']}, {first['vmName']} {first['vmVersion']}, {first['forks']} forks"
    head = ["benchmark", "parameters", "score", "error (99.9 %)", "unit", "allocated"]
    return f"\n### Microbenchmarks\n\n{where}.\n\n{table(head, rows)}\n"


def row(result: dict) -> list:
    metric = result["primaryMetric"]
    parameters = ", ".join(f"{name}={value}" for name, value in result.get("params", {}).items())
    allocated = result["secondaryMetrics"].get("gc.alloc.rate.norm") or result["secondaryMetrics"].get(
        "·gc.alloc.rate.norm"
    )
    return [
        ".".join(result["benchmark"].split(".")[-2:]),
        parameters or "–",
        f"{metric['score']:.2f}",
        f"± {metric['scoreError']:.2f}" if metric["scoreError"] != "NaN" else "–",
        metric["scoreUnit"],
        f"{allocated['score']:.0f} B/op" if allocated else "–",
    ]
