"""What is to stay cheap, in one table, on its own or against another run.

    python -m benchmarks                             # a tenth of the size: some minutes
    python -m benchmarks --share 1                   # the whole size
    python -m benchmarks --only requests start       # some rows
    python -m benchmarks --save before.json          # keep what was measured
    python -m benchmarks --against before.json       # ratios to a stored run
    python -m benchmarks --against ../main           # ratios to another checkout, measured in turns

Counts are exact. Seconds, best of `--rounds`, mean something only as ratios of what was measured in turns. Modules are
compiled before, as they are where rolecall is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
NUMBER: Final = r"([\d.,]+)"


@dataclass(frozen=True)
class Row:
    """One number: the `command` that prints it in a checkout, `{n}` being how many, and the `pattern` that finds it.

    `whole` is how many at the whole size, `aim` what is aimed for. `ours`: the script is this checkout's.
    """

    group: str
    title: str
    command: str
    pattern: str
    whole: int
    aim: str
    ours: bool = False


ROWS: Final = (
    Row(
        "requests",
        "requests to create {n} users with roles",
        "apply.py --users {n}",
        rf"create +{NUMBER}",
        500,
        "2.02 each",
    ),
    Row(
        "requests", "requests to add a role to each", "apply.py --users {n}", rf"add a role +{NUMBER}", 500, "2.02 each"
    ),
    Row("requests", "requests to destroy them", "apply.py --users {n}", rf"destroy +{NUMBER}", 500, "4.02 each"),
    Row(
        "plan",
        "plan of {n} users, processor by the core's",
        "plan.py --users {n}",
        rf"\n +{{n}} +{{n}}(?: +\S+){{5}} +{NUMBER}",
        10_000,
        "1.5",
        ours=True,
    ),
    Row(
        "calls",
        "provider's processor for one of {n} users in a plan, us",
        "calls.py --objects {n}",
        rf"refresh +{NUMBER}",
        4_000,
        "",
        ours=True,
    ),
    Row(
        "calls",
        "provider's processor for one of {n} imports, us",
        "calls.py --objects {n}",
        rf"import +{NUMBER}",
        4_000,
        "0.4",
        ours=True,
    ),
    Row("start", "processor of a start, ms", "start.py", rf"processor +least +{NUMBER}", 1, "0.54 of 148", ours=True),
    Row("start", "handshake, ms", "start.py", rf"handshake +least +{NUMBER}", 1, "0.57 of 105", ours=True),
    Row(
        "synthesis",
        "synthesis of {n} people, processor s",
        "synthesis.py {n}",
        rf"\n +{{n}}(?: +\S+){{6}} +{NUMBER}",
        10_000,
        "0.55",
    ),
    Row(
        "review",
        "review of {n} changes, processor s",
        "review.py --changes {n}",
        rf"text .*processor +{NUMBER}",
        5_000,
        "0.4",
    ),
    Row(
        "drift",
        "drift, share {share}, wall s",
        "drift.py --without-terraform --share {share}",
        rf"drift +{NUMBER}",
        1,
        "0.6",
    ),
    Row(
        "drift",
        "drift, share {share}, processor s",
        "drift.py --without-terraform --share {share}",
        rf"drift +\S+ +{NUMBER}",
        1,
        "0.6",
    ),
    Row(
        "who",
        "who from a saved map, share {share}, processor s",
        "who.py --share {share}",
        rf"--can admin +\S+ +{NUMBER}",
        1,
        "3",
    ),
    Row("findings", "precision of drift, %", "findings.py", rf"\n +all(?: +\S+){{2}} +{NUMBER}", 1, "100"),
    Row("findings", "recall of drift, %", "findings.py", rf"\n +all(?: +\S+){{4}} +{NUMBER}", 1, "100"),
    Row(
        "random",
        "{n} random plans that differ from the oracle",
        "random_plans.py --plans {n}",
        r"random plans, of which at least (\d)",
        2000,
        "0",
    ),
    Row(
        "imports",
        "plan of {n} imports, processor s",
        "adopt.py --objects {n}",
        rf"terraform plan +\S+ +{NUMBER}",
        5_000,
        "",
        ours=True,
    ),
    Row(
        "imports",
        "providers' part of it, processor s",
        "adopt.py --objects {n}",
        rf"terraform plan +\S+ +\S+ +{NUMBER}",
        5_000,
        "0.4",
        ours=True,
    ),
    Row(
        "limit",
        "{n} creates at a limit, by the limit's time",
        "limit.py --users {n} --limit 600",
        rf": {NUMBER}",
        10_000,
        "1",
        ours=True,
    ),
)


def compiled(root: Path, cache: Path) -> dict[str, str]:
    """The environment for commands in the checkout `root`, whose modules are compiled and kept in `cache`."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "compileall", "-q", "rolecall", "providers", "stacks"]
    subprocess.run(command, cwd=root, env=environment, check=False)
    return environment


def measured(
    row: Row, root: Path, share: float, base: Mapping[str, str], printed: dict[tuple[str, Path], str]
) -> float | None:
    """The number of `row` in the checkout `root`; None where that cannot be measured there.

    `base` is the environment, and `printed` keeps what a command printed, for rows that share it.
    """
    count = max(1, round(row.whole * share))
    line = row.command.format(n=count, share=share)
    if (line, root) not in printed:
        script, *arguments = line.split()
        place = ROOT if row.ours else root
        command = [sys.executable, str(place / "benchmarks" / script), *arguments]
        paths = os.pathsep.join(dict.fromkeys([str(root), str(place)]))
        environment = {**base, "PYTHONPATH": paths}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        printed[line, root] = done.stdout
        if done.returncode != 0:
            print(f"{line}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    found = re.search(row.pattern.replace("{n}", str(count)), printed[line, root])
    return float(found[1].replace(",", "")) if found else None


def best(
    rows: Sequence[Row], roots: Sequence[Path], share: float, rounds: int, cache: Path
) -> dict[Path, dict[str, float]]:
    """The least number of each row in each checkout, measured in turns."""
    found: dict[Path, dict[str, float]] = {root: {} for root in roots}
    environments = {root: compiled(root, cache) for root in roots}
    for _ in range(rounds):
        printed: dict[tuple[str, Path], str] = {}
        for row in rows:
            for root in roots:
                if (value := measured(row, root, share, environments[root], printed)) is not None:
                    found[root][row.title] = min(value, found[root].get(row.title, value))
    return found


def main() -> None:
    """Measure and print the table."""
    groups = list(dict.fromkeys(row.group for row in ROWS))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=groups, default=groups, metavar="ROWS", help=", ".join(groups))
    parser.add_argument("--share", type=float, default=0.1, help="how much of the whole size (default 0.1)")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured (default 1)")
    parser.add_argument("--against", type=Path, help="a stored run, or the folder of another checkout")
    parser.add_argument("--save", type=Path, help="write what was measured to this file")
    given = parser.parse_args()
    rows = [row for row in ROWS if row.group in given.only]
    other = given.against.resolve() if given.against and given.against.is_dir() else None
    with tempfile.TemporaryDirectory() as cache:
        found = best(rows, [*([other] if other else []), ROOT], given.share, given.rounds, Path(cache))
    before: dict[str, float] = found.get(other, {}) if other else {}
    if given.against and not other:
        stored = json.loads(given.against.read_text(encoding="utf-8"))
        if stored["share"] != given.share:
            parser.error(f"{given.against} was measured with --share {stored['share']}")
        before = stored["rows"]
    if given.save:
        given.save.write_text(json.dumps({"share": given.share, "rows": found[ROOT]}, indent=1), encoding="utf-8")
    print("| what | before | now | ratio | aim |\n|---|---|---|---|---|")
    for row in rows:
        then, now = before.get(row.title), found[ROOT].get(row.title)
        ratio = f"{now / then:.2f}" if then and now is not None else ""
        title = row.title.format(n=f"{max(1, round(row.whole * given.share)):,}", share=given.share)
        print(f"| {title} | {_shown(then)} | {_shown(now)} | {ratio} | {row.aim} |")


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:g}"


if __name__ == "__main__":
    main()
