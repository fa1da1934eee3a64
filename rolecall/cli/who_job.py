"""The job of `rolecall who`: an access map from a file, from states or from vendors, a question, an answer."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rolecall.access import (
    TIERS,
    AccessMap,
    Item,
    People,
    effective_access,
    items_of_state,
    items_of_vendors,
    managed_by,
    people_of_stacks,
    read_people,
)
from rolecall.cli.report_output import outputs, write
from rolecall.cli.stacks import OUTPUT, stacks_here
from rolecall.cli.terminal import Terminal
from rolecall.estate.declarations import Declarations, read_declarations
from rolecall.estate.gaps import Gap
from rolecall.estate.instances import Instance, choices, configure
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import State, read_state
from rolecall.reports import evidence
from rolecall.reports.errors import Exit, JobError
from rolecall.specification.traits import Tier
from rolecall.who.answer import answer
from rolecall.who.formats import FORMATS
from rolecall.who.query import Query

PEOPLE: Final = Path("rolecall-people.yaml")
_HEAD: Final = b'{"format_version":'


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The arguments of the command."""

    sources: tuple[Path, ...] = ()
    can: str = ""
    role: str = ""
    group: str = ""
    person: str = ""
    vendors: tuple[str, ...] = ()
    scope: str = ""
    tier: str = ""
    live: bool = False
    vendor_files: tuple[Path, ...] = ()
    save: Path | None = None
    since: Path | None = None
    people: Path | None = None
    nobody: bool = False
    reports: tuple[str, ...] = ()


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
    earlier = None if wanted.since is None else evidence.read(wanted.since)
    gc.disable()  # the process ends soon, and nearly all that it makes is in use until then
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
        return AccessMap.read(saved[0], None if wanted.save else query.takes)
    if wanted.vendor_files and not wanted.live:
        raise JobError("--vendors needs --live.", hint="A state says itself which vendors it has.")
    paths = list(wanted.sources) or stacks_here()
    if not paths and not wanted.live:
        raise JobError(
            "There is no state here: no .terraform, and no cdktf.out/stacks.",
            hint="Give a state or a saved map, or ask the vendors with --live.",
        )
    state = State(resources=())
    for path in paths:
        state = state + read_state(path) if state.sources else read_state(path)
    declarations = read_declarations([*(path if path.is_dir() else path.parent for path in paths), OUTPUT])
    file = wanted.people or PEOPLE
    said = read_people(file) if wanted.people is not None or file.is_file() else People()
    if not wanted.live:
        return _effective(items_of_state(state), declarations, said, state.sources)
    used = [(item.vendor, item.alias) for item in state.resources]
    configured = [configure(each, environment) for each in choices(wanted.vendors, wanted.vendor_files, used)]
    instances = [each for each in configured if isinstance(each, Instance)]
    gaps = [each for each in configured if isinstance(each, Gap)]
    with reading(instances) as vendors:
        gaps += [gap for vendor in vendors for gap in vendor.gaps]
        unseen = [f"{gap.vendor} {gap.what}: {gap.why}" for gap in dict.fromkeys(gaps)] if configured else [_NOBODY]
        labels = [vendor.label for vendor in vendors]
        return _effective(items_of_vendors(vendors, managed_by(state, vendors)), declarations, said, labels, unseen)


_NOBODY: Final = "anything: no vendor was named, and no state has one"


def _effective(
    items: Sequence[Item],
    declarations: Declarations,
    said: People,
    sources: Sequence[str],
    unseen: Sequence[str] = (),
) -> AccessMap:
    def declared(address: str) -> str | None:
        place = declarations.of(address)
        return None if place is None else f"{place.file}:{place.line}"

    people = people_of_stacks(items, declarations) | said
    return effective_access(items, declared=declared, people=people, sources=sources, unseen=unseen)


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
