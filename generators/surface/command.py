"""`python -m generators surface`: breaking changes since the last release, and whether the changelog tells them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from generators.surface.breaks import breaks, unsaid
from generators.surface.snapshot import FILE, record, recorded, surface
from rolecall.specification.schema import Provider

_DESCRIPTION = f"""\
Compare the public surface of all providers with that of the last release, which {FILE.name} holds: types and
attributes that are gone, other types of attributes, what is required now, what replaces now. Each of them must be named
in the changelog's newest part, in backticks: `okta_user` or `okta_user.login`.

  python -m generators surface --release 0.2.0     record the surface of a release, as a part of releasing
"""
_EPILOG = """\
exit codes:
  0  nothing breaks, or the changelog says what does
  1  something breaks and the changelog does not say so
  2  the command line cannot be understood
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--release", metavar="X.Y.Z", help="record the surface as that of this release")


def run(options: argparse.Namespace, providers: Sequence[Provider], changelog: Path) -> int:
    """Run the command; gives the exit code."""
    now = surface(providers)
    if options.release:
        if not re.fullmatch(r"\d+\.\d+\.\d+", options.release):
            print(f"error: {options.release!r} is no release, such as 0.2.0", file=sys.stderr)
            return 2
        record(options.release, now)
        print(f"recorded the surface of {options.release}")
        return 0
    release, before = recorded()
    found = list(breaks(before, now))
    silent = unsaid(found, changelog.read_text(encoding="utf-8"))
    for each in found:
        print(f"{each}{' (not in the changelog)' if each in silent else ''}")
    print(f"{len(found)} breaking changes since {release}, {len(silent)} of them not in the changelog", file=sys.stderr)
    return 1 if silent else 0
