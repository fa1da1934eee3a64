"""Precision and recall of drift: every attribute of every resource type, drifted alone at live stand-in vendors.

python benchmarks/findings.py                 # all vendors and dialects
python benchmarks/findings.py okta splunk@acs

A finding is right if it is about the attribute that drifted. Precision is the share of findings that are right, recall
the share of attributes with a right one. What is found before anything drifts counts as wrong.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.drift.test_every_live_attribute import SEEDS, drifted


def main() -> int:
    """Print the table."""
    print(f"{'':>18} {'attributes':>11} {'findings':>9} {'precision':>10} {'recall':>8}")
    totals = [0, 0, 0, 0]
    for label in sys.argv[1:] or SEEDS:
        counts = [0, 0, 0, 0]
        for each in drifted(label, Path(tempfile.mkdtemp()), set()):
            right = {found for found in each.found if found[:2] == (each.address, each.attribute)}
            told = [bool(each.attribute), len(each.found), len(right), bool(right)]
            counts = [one + other for one, other in zip(counts, told, strict=True)]
        totals = [one + other for one, other in zip(totals, counts, strict=True)]
        show(label, counts)
    show("all", totals)
    return 0


def show(label: str, counts: list[int]) -> None:
    """Print a row: attributes, findings, and what follows from the right ones."""
    attributes, findings, right, recalled = counts
    precision = 100 * right / findings if findings else 100
    print(f"{label:>18} {attributes:>11} {findings:>9} {precision:>8.1f} % {100 * recalled / attributes:>6.1f} %")


if __name__ == "__main__":
    sys.exit(main())
