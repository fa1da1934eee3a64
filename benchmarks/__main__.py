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


def _of(group: str, command: str, whole: int, *numbers: tuple[str, str, str], ours: bool = False) -> tuple[Row, ...]:
    """The rows that one command prints: of each its title, its pattern and its aim."""
    return tuple(Row(group, title, command, pattern, whole, aim, ours) for title, pattern, aim in numbers)


ROWS: Final = (
    *_of(
        "requests",
        "apply.py --users {n}",
        500,
        ("requests to create {n} users with roles", rf"create +{NUMBER}", "2.02 each"),
        ("requests to add a role to each", rf"add a role +{NUMBER}", "2.02 each"),
        ("requests to destroy them", rf"destroy +{NUMBER}", "4.02 each"),
    ),
    *_of(
        "plan",
        "plan.py --users {n}",
        10_000,
        ("plan of {n} users, processor by the core's", rf"\n +{{n}} +{{n}}(?: +\S+){{5}} +{NUMBER}", "1.5"),
        ours=True,
    ),
    *_of(
        "calls",
        "calls.py --objects {n}",
        4_000,
        ("provider's processor for one of {n} users in a plan, us", rf"refresh +{NUMBER}", ""),
        ("provider's processor for one of {n} imports, us", rf"import +{NUMBER}", "0.4"),
        ours=True,
    ),
    *_of(
        "start",
        "start.py",
        1,
        ("processor of a start, ms", rf"processor +least +{NUMBER}", "0.54 of 148"),
        ("handshake, ms", rf"handshake +least +{NUMBER}", "0.57 of 105"),
        ours=True,
    ),
    *_of(
        "synthesis",
        "synthesis.py {n}",
        10_000,
        ("synthesis of {n} people, processor s", rf"\n +{{n}}(?: +\S+){{6}} +{NUMBER}", "0.55"),
    ),
    *_of(
        "review",
        "review.py --changes {n}",
        5_000,
        ("review of {n} changes, processor s", rf"text .*processor +{NUMBER}", "0.4"),
    ),
    *_of(
        "drift",
        "drift.py --without-terraform --share {share}",
        1,
        ("drift, share {share}, wall s", rf"drift +{NUMBER}", "0.6"),
        ("drift, share {share}, processor s", rf"drift +\S+ +{NUMBER}", "0.6"),
    ),
    *_of(
        "who",
        "who.py --share {share}",
        1,
        ("who from a saved map, share {share}, processor s", rf"--can admin +\S+ +{NUMBER}", "3"),
    ),
    *_of(
        "findings",
        "findings.py",
        1,
        ("precision of drift, %", rf"\n +all(?: +\S+){{2}} +{NUMBER}", "100"),
        ("recall of drift, %", rf"\n +all(?: +\S+){{4}} +{NUMBER}", "100"),
    ),
    *_of(
        "random",
        "random_plans.py --plans {n}",
        2000,
        ("{n} random plans that differ from the oracle", r"random plans, of which at least (\d)", "0"),
    ),
    *_of(
        "imports",
        "adopt.py --objects {n}",
        5_000,
        ("plan of {n} imports, processor s", rf"terraform plan +\S+ +{NUMBER}", ""),
        ("providers' part of it, processor s", rf"terraform plan +\S+ +\S+ +{NUMBER}", "0.4"),
        ours=True,
    ),
    *_of(
        "limit",
        "limit.py --users {n} --limit 600",
        10_000,
        ("{n} creates at a limit, by the limit's time", rf": {NUMBER}", "1"),
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
