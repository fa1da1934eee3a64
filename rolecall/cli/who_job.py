"""The job of `rolecall who`: an access map from a file, from states or from vendors, a question, an answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from rolecall.access import TIERS, AccessMap, Brief, brief_of
from rolecall.cli.report_output import outputs, write
from rolecall.cli.terminal import Terminal
from rolecall.cli.who_request import Wanted
from rolecall.reports import evidence
from rolecall.reports.errors import Exit, JobError
from rolecall.specification.traits import Tier
from rolecall.who.answer import answer
from rolecall.who.formats import FORMATS
from rolecall.who.query import Query

_HEAD: Final = b'{"format_version":'


def run(wanted: Wanted, environment: Mapping[str, str] = os.environ) -> Exit:
    """Answer, write the reports, and give the exit code. Raises JobError."""
    wanted_outputs = outputs(wanted.reports, FORMATS)
    if len(wanted.vendors) > 1 and not wanted.live:
        raise JobError("Give one --vendor, or --live.", hint="A pattern may mean several: --vendor 't*'.")
    query = Query(
        can=wanted.can,
        role=wanted.role,
        group=wanted.group,
        person=wanted.person,
        vendor=wanted.vendors[0] if len(wanted.vendors) == 1 else "",
        scope=wanted.scope,
        tier=_tier(wanted.tier),
    )
    query.check()
    earlier = None if wanted.since is None else evidence.read(wanted.since)
    with Terminal(sys.stderr, environment).waiting("reading"):
        found = _map(wanted, environment, query)
    if wanted.save is not None:
        _save(found, wanted.save)
    told = answer(query, found, earlier)
    for name, file in wanted_outputs:
        write(told, FORMATS, name, file)
    return told.exit_code(nobody=wanted.nobody)


def _map(wanted: Wanted, environment: Mapping[str, str], query: Query) -> AccessMap:
    saved = [path for path in wanted.sources if _is_map(path)]
    if saved and (wanted.live or len(wanted.sources) > 1):
        raise JobError(f"{saved[0]} is a saved access map.", hint="Give it alone: it holds all that it was made from.")
    if saved:
        return _saved(saved[0], query, whole=wanted.save is not None)
    from rolecall.cli.who_map import made  # what a saved map does without

    found = made(wanted, environment)
    return found if any(query.is_at(brief_of(each)) for each in found.grants) else _with_absence(query, found)


def _saved(file: Path, query: Query, *, whole: bool) -> AccessMap:
    """A saved map, or those of its grants that the question is about."""
    at_vendor = False

    def takes(row: Brief) -> bool:
        nonlocal at_vendor
        at_vendor = at_vendor or query.is_at(row)
        return whole or query.takes(row)

    found = AccessMap.read(file, takes)
    return found if at_vendor else _with_absence(query, found)


def _with_absence(query: Query, found: AccessMap) -> AccessMap:
    """`found`, which has nothing of the vendor asked for, and says so where nothing else does."""
    if not query.vendor or found.unseen or any(fnmatchcase(source, query.vendor) for source in found.sources):
        return found
    return replace(found, unseen=(f"{query.vendor}: what was given holds nothing of it",))


def _is_map(path: Path) -> bool:
    """True for a file that begins as a saved access map does."""
    try:
        with path.open("rb") as file:
            head = file.read(80)
    except OSError:
        return False  # reading it as a state says what is wrong
    return head.startswith(_HEAD) and b'"made_at"' in head


def _save(found: AccessMap, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        found.write(file)
    except OSError as error:
        raise JobError(f"{file} cannot be written: {error.strerror or error}.", hint="Choose another file.") from None


def _tier(word: str) -> Tier | None:
    if not word:
        return None
    found = next((tier for tier in TIERS if tier == word.casefold()), None)
    if found is None:
        raise JobError(f"There is no risk tier {word!r}.", hint=f"One of {', '.join(TIERS)}.")
    return found
