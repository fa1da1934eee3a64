"""How long people take to become Terraform JSON, against the time json.dump takes for the same JSON.

    python -m benchmarks.synthesis [SIZE...]

Each size runs in a process of its own: a YAML roster of that many people, each with an account in Tanium and in
Splunk, is loaded, declared and synthesized. Start is what a stack of nobody takes too: imports, Node, CDKTF. Seconds
depend on the machine; the ratio to the floor, the best of five `json.dump`, much less. CPU is that of Python and Node
together, memory the peak of each. For comparison, the last line declares a thousand people as one `Person` construct
each.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SIZES = (1_000, 5_000, 10_000)
ONE_EACH = 1_000
PERSON = """\
- id: p{n}
  name: Person {n}
  email: p{n}@example.com
  tanium: {{roles: [Analyst, Operator]}}
  splunk: {{roles: [user, soc_analyst], tz: Europe/Berlin}}
"""


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--measure"]:
        measure(int(arguments[1]), bulk=arguments[2] == "bulk", folder=Path(arguments[3]))
        return
    print(
        f"{'people':>8} {'resources':>9} {'start s':>8} {'load s':>7} {'declare s':>9} {'synth s':>8} {'total s':>8} "
        f"{'CPU s':>7} {'floor s':>8} {'total/floor':>11} {'Python MB':>9} {'Node MB':>8}"
    )
    for size in [int(argument) for argument in arguments] or SIZES:
        report(size, bulk=True)
    report(ONE_EACH, bulk=False)


def report(size: int, *, bulk: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "people.yaml").write_text("".join(PERSON.format(n=n) for n in range(size)), encoding="utf-8")
        line = [sys.executable, "-m", "benchmarks.synthesis", "--measure", str(size), "bulk" if bulk else "each", name]
        quiet = {**os.environ, "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20"}
        subprocess.run(line, check=True, env=quiet)
        took: dict[str, Any] = json.loads((folder / "took.json").read_text(encoding="utf-8"))
        data = json.loads((folder / "out/stacks/access/cdk.tf.json").read_text(encoding="utf-8"))
        resources = sum(len(blocks) for blocks in data["resource"].values())
        floor = min(dumped(data, folder / "floor.json") for _ in range(5))
    print(
        f"{size:>8} {resources:>9} {took['start']:>8.2f} {took['load']:>7.2f} {took['declare']:>9.2f} "
        f"{took['synth']:>8.2f} {took['total']:>8.2f} {took['cpu']:>7.2f} {floor:>8.3f} {took['total'] / floor:>11.0f} "
        f"{took['python_mb']:>9.0f} {took['node_mb']:>8.0f}{'' if bulk else '   one Person construct each'}"
    )


def dumped(data: dict[str, Any], file: Path) -> float:
    """Seconds that it takes to write `data` as JSON."""
    start = time.perf_counter()
    with file.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(data))
    return time.perf_counter() - start


def measure(size: int, *, bulk: bool, folder: Path) -> None:
    """Synthesize once and leave the times in `took.json`; runs in a process of its own."""
    took: dict[str, float] = {}

    def write() -> None:
        python, node = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        took["cpu"] = python.ru_utime + python.ru_stime + node.ru_utime + node.ru_stime
        took["python_mb"], took["node_mb"] = python.ru_maxrss / 1024, node.ru_maxrss / 1024
        (folder / "took.json").write_text(json.dumps(took), encoding="utf-8")

    # Registered before CDKTF is imported, so that it runs after CDKTF has stopped Node and Node's peak is known.
    atexit.register(write)
    start = time.perf_counter()
    from rolecall.bindings.splunk import Role, SplunkProvider
    from rolecall.bindings.tanium import TaniumProvider
    from rolecall.cdk.toolkit import App, TerraformStack
    from rolecall.cdk.variables import secret_variable
    from rolecall.patterns.person import Person
    from rolecall.patterns.roster import Roster
    from rolecall.patterns.roster_file import load_people

    app = App(outdir=str(folder / "out"))
    stack = TerraformStack(app, "access")
    TaniumProvider(stack, "tanium")
    SplunkProvider(stack, "splunk")
    analysts = Role(stack, "soc_analyst", name="soc_analyst")
    password = secret_variable(stack, "splunk_initial_password", "First password.")
    loading = time.perf_counter()
    people = load_people(folder / "people.yaml")
    declaring = time.perf_counter()
    if bulk:
        Roster(stack, "people", people, splunk_password_from=password, splunk_roles=[analysts])
    else:
        for each in people:
            Person(stack, each.id, name=each.name, email=each.email, tanium=each.tanium, splunk=each.splunk)
    synthesizing = time.perf_counter()
    app.synth()
    end = time.perf_counter()
    assert len(people) == size
    took.update(
        start=loading - start,
        load=declaring - loading,
        declare=synthesizing - declaring,
        synth=end - synthesizing,
        total=end - start,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
