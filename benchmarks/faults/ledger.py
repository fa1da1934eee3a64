"""What a case left behind: the vendor's truth beside Terraform's state, before and after."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from benchmarks.faults.terraform import UNEXPECTED, Finding, Outcome
from rolecall.testing.snapshot import Row, Snapshot

State: TypeAlias = Mapping[str, Mapping[str, Any]]
Fact: TypeAlias = tuple[str, str, str, str]

_NAMES: Final = ("name", "display_name", "displayName", "userName", "user_name", "login", "email", "audience")
_PASSING: Final = frozenset({"id", "expires_at", "issued", "expires", "not_before", "password", "status"})
"""What differs from one new object to the next."""
_OPEN: Final = "{provider."
"""A place in a path that nobody filled."""
_NEXT_STEP: Final = re.compile(
    r"\b((apply|try|plan|run) again|next (apply|run|plan)|terraform \w+|TF_LOG\w*|report it|"
    r"(check|set|give|choose|remove|look|correct|raise|apply|run|import|add|use|wait|ask|change|see|delete|end|name) )",
    re.I,
)


@dataclass
class Verdict:
    """What is wrong after a case, in words; empty where nothing is."""

    ids_lost: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    rights_lost: list[str] = field(default_factory=list)
    no_way_out: list[str] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many of each."""
        return tuple(len(each) for each in vars(self).values())

    @property
    def sound(self) -> bool:
        """True if nothing is wrong."""
        return not any(self.counts)

    def lines(self) -> Iterator[str]:
        """Each of them with its heading."""
        for name, found in vars(self).items():
            yield from (f"{name.replace('_', ' ')}: {what}" for what in found)


class Ledger:
    """One operation: what was there `before`, and what was there and in `state` after it went well."""

    def __init__(self, operation: str, before: Snapshot, after: Snapshot, state: State) -> None:
        self._operation = operation
        self._before = before
        self._after = after
        known = json.dumps(state, default=str)
        self._named = {section for section, key in _new(before, after) if _within(key, known)}
        self._made = Counter(section for section, _ in _new(before, after))
        self._gone = [(section, key) for section, key in _keys(before) if key not in after.get(section, {})]
        self._kept = facts_of(before) & facts_of(after)
        self._taken = _elements(before) - _elements(after)

    def after_fault(self, outcome: Outcome, now: Snapshot, state: State) -> Verdict:
        """The verdict on the run that met the fault."""
        verdict = Verdict()
        said = "\n".join(finding.text for finding in outcome.findings)
        for section, key in _new(self._before, now):
            row = now[section][key]
            if section in self._named and not _known(key, row, state) and not _names(key, row, said):
                verdict.ids_lost.append(f"{section} {key} {_short(row)}")
        if outcome.well:
            self._ended(verdict, now, state)
        if self._operation != "replace":
            self._rights(verdict, now)
        return verdict

    def in_the_end(self, verdict: Verdict, outcomes: Sequence[Outcome], now: Snapshot, state: State) -> None:
        """Add what is wrong after the last run."""
        made = Counter(section for section, _ in _new(self._before, now))
        for section, count in made.items():
            if count > self._made[section]:
                verdict.duplicates.append(f"{count} new {section} instead of {self._made[section]}")
        self._rights(verdict, now)
        if outcomes[-1].well:
            self._ended(verdict, now, state)
            verdict.not_done += self._differences(now)
        else:
            verdict.no_way_out.append(f"still an error after {len(outcomes)} runs: {_last(outcomes[-1])}")
        for outcome in outcomes:
            verdict.no_way_out += [f"Terraform's rule: {broken}" for broken in outcome.broken]
            verdict.no_way_out += [f"no next step: {item.text!r}" for item in outcome.errors if not has_way_out(item)]
            verdict.no_way_out += [f"not filled in: {item.text!r}" for item in outcome.findings if _OPEN in item.text]

    def _ended(self, verdict: Verdict, now: Snapshot, state: State) -> None:
        """What is left of something that was called done."""
        for section, key in self._gone:
            if key in now.get(section, {}) and not _known(key, now[section][key], state):
                _add(verdict.orphans, f"{section} {key} {_short(now[section][key])} is not destroyed")
        for section, key, name, value in sorted(self._taken & _elements(now)):
            if self._operation == "destroy":
                _add(verdict.orphans, f"{section} {key} {name} {value} is not taken away")
        for section, key in _new(self._before, now):
            if section in self._named and not _known(key, now[section][key], state):
                _add(verdict.orphans, f"{section} {key} {_short(now[section][key])} is in no state")

    def _rights(self, verdict: Verdict, now: Snapshot) -> None:
        """What was there before, and would be there without the fault."""
        for section, key, name, value in sorted(self._kept - facts_of(now)):
            _add(verdict.rights_lost, f"{section} {key} {name} {value}".strip())

    def _differences(self, now: Snapshot) -> Iterator[str]:
        """What is otherwise than the operation makes it without a fault."""
        for section in sorted({*now, *self._after}):
            wanted, found = (
                _signatures(each.get(section, {}), {key for _, key in _new(self._before, each)})
                for each in (self._after, now)
            )
            yield from (f"missing in {section}: {row}" for row in (wanted - found).elements())


def has_way_out(finding: Finding) -> bool:
    """True if an error says what to do next, and where: at an attribute, a request or a status."""
    placed = bool(finding.path) or any(word in finding.text for word in ("Request:", "Status:", "'", "`"))
    return placed and finding.summary != UNEXPECTED and bool(_NEXT_STEP.search(finding.detail))


def _keys(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for section, rows in snapshot.items():
        yield from ((section, key) for key in rows)


def _new(before: Snapshot, now: Snapshot) -> list[tuple[str, str]]:
    """The rows that were not there before."""
    return [(section, key) for section, key in _keys(now) if key not in before.get(section, {})]


def _within(key: str, text: str) -> bool:
    """True if the key of a row, which may be composed of others, stands in `text`."""
    return key in text or all(part in text for part in key.split("/"))


def _known(key: str, row: Row, state: State) -> bool:
    """True if the state has this row, by its key or, as long as it has none there, by a name."""
    ids = {str(attributes.get("id")) for attributes in state.values()}
    return _within(key, json.dumps(state, default=str)) or bool(ids & set(_names_of(row)))


def _names(key: str, row: Row, text: str) -> bool:
    """True if `text` speaks of this row, by its key or its name."""
    return _within(key, text) or any(name in text for name in _names_of(row))


def _names_of(row: Row) -> list[str]:
    return [row[name] for name in _NAMES if isinstance(row.get(name), str) and row[name]]


def facts_of(snapshot: Snapshot) -> set[Fact]:
    """Everything that somebody has: each row, each value in it, each element of a list."""
    found: set[Fact] = set()
    for section, key in _keys(snapshot):
        found.add((section, key, "", ""))
        for name, value in snapshot[section][key].items():
            for item in value if isinstance(value, list) else [value]:
                if item not in (None, "", False):
                    found.add((section, key, name, json.dumps(item, default=str, sort_keys=True)))
    return found


def _elements(snapshot: Snapshot) -> set[Fact]:
    """The elements of lists in rows, such as the roles of a user or the members of a group."""
    found = facts_of(snapshot)
    return {fact for fact in found if isinstance(snapshot[fact[0]][fact[1]].get(fact[2]), list)}


def _signatures(rows: Mapping[str, Row], new: set[str]) -> Counter[str]:
    """The rows of a section without what differs from one new object to the next, such as the keys of `new` ones."""
    return Counter(
        _short(
            {
                name: "new" if name.endswith("_id") and str(item) in new else item
                for name, item in row.items()
                if name not in _PASSING
            }
        )
        for row in rows.values()
    )


def _short(row: Row) -> str:
    shown = {name: value for name, value in row.items() if value not in (None, "", [], {})}
    return json.dumps(shown, default=str, sort_keys=True)


def _add(found: list[str], what: str) -> None:
    if what not in found:
        found.append(what)


def _last(outcome: Outcome) -> str:
    return "; ".join([*(item.text for item in outcome.errors), *outcome.broken])
