"""Keeps values that a plan marks as sensitive out of reports, and still tells them apart.

A review weighs the values that the plan file has; only its words are covered, once all of them are there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rolecall.access import Entity, Grant, Path, Row, Shift, Unknown, shim_traits
from rolecall.estate.runtime_facade import normal_url
from rolecall.estate.terraform.marks import mark_of
from rolecall.estate.terraform.plan import Change, Instance, Plan
from rolecall.review.before_and_after import OURS
from rolecall.review.notes import Note
from rolecall.review.verdicts import Verdict
from rolecall.text.sanitizer import one_line

_TOKEN: Final = re.compile(r"\w+|\W")


class Veil:
    """Covers sensitive texts. One that a plan shows elsewhere unmarked is no secret and stays readable."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._covers: dict[str, str] = {}
        found = [told for plan in plans for values, mask in _masked(plan) for told in _texts(values, mask)]
        shown = {text for text, is_sensitive in found if not is_sensitive}
        hidden = dict.fromkeys(text for text, is_sensitive in found if is_sensitive and text not in shown)
        for number, text in enumerate(hidden, start=1):
            self._covers[text] = f"(sensitive value {number})"
        for text in hidden:
            for form in _forms(text):
                if form not in shown:
                    self._covers.setdefault(form, self._covers[text])
        self._starts = _by_start(each for each in self._covers if re.search(r"\w", each))

    def text(self, text: str, keep: Iterable[str] = ()) -> str:
        """`text` with every sensitive one in it covered; the addresses `keep` stay as they are."""
        if not self._covers or text in self._covers:
            return self._covers.get(text, text)
        kept, parts, end = _by_start(keep), [], 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < end:
                continue
            whole = next((each for each in kept.get(token[0], ()) if _is_at(text, each, start)), None)
            found = next((each for each in self._starts.get(token[0], ()) if _is_at(text, each, start)), None)
            parts.append(whole or (self._covers[found] if found else token[0]))
            end = start + len(whole or found or token[0])
        return "".join(parts)

    def unknown(self, unknown: Unknown) -> Unknown:
        """The same with its words covered."""
        return replace(unknown, meaning=self.text(unknown.meaning, (unknown.address,)))

    def row(self, row: Row) -> Row:
        """The same with its words covered, those of what it brings along too."""
        if not self._covers:
            return row
        reason = self.text(row.reason, row.grant.addresses)
        return replace(row, grant=self._grant(row.grant), reason=reason, along=tuple(map(self._grant, row.along)))

    def shift(self, shift: Shift) -> Shift:
        """The same with its names covered."""
        person, account, realm = map(self.text, (shift.person, shift.account, shift.realm))
        return replace(shift, person=person, account=account, realm=realm)

    def note(self, note: Note) -> Note:
        """The same with its words covered."""
        return replace(note, text=self.text(note.text, note.addresses))

    def verdict(self, verdict: Verdict) -> Verdict:
        """The same with its words covered."""
        return replace(verdict, text=self.text(verdict.text, verdict.addresses))

    def _grant(self, grant: Grant) -> Grant:
        key, keep = grant.key, grant.addresses
        scope = key.scope._replace(name=self.text(key.scope.name, keep), where=self.text(key.scope.where))
        right = key.right._replace(realm=self.text(key.right.realm), key=self.text(key.right.key))
        return replace(
            grant,
            key=key._replace(subject=self._entity(key.subject), right=right, scope=scope),
            person=self.text(grant.person),
            account=self.text(grant.account),
            realm=self.text(grant.realm),
            right=self.text(grant.right, keep),
            scope=scope,
            paths=tuple(self._path(each) for each in grant.paths),
            reason=self.text(grant.reason, keep),
        )

    def _entity(self, entity: Entity) -> Entity:
        return entity._replace(realm=self.text(entity.realm), key=self.text(entity.key))

    def _path(self, path: Path) -> Path:
        return path._replace(steps=tuple(self.text(each, path.addresses) for each in path.steps))


def _masked(plan: Plan) -> Iterator[tuple[Any, Any]]:
    """All values in a plan, each with its mask."""
    for change in (*plan.changes, *plan.resource_drift, *plan.deferred):
        secret = _secrets(change)
        yield change.before, _with(change.before_sensitive, secret)
        yield change.after, _with(change.after_sensitive, secret)
    for instance in plan.prior:
        yield instance.values, _with(instance.sensitive, _secrets(instance))
    declared = (plan.configuration.get("root_module") or {}).get("variables") or {}
    for name, value in plan.variables.items():
        if (declared.get(name) or {}).get("sensitive") is True:
            yield value, True


def _secrets(row: Change | Instance) -> Mapping[str, bool]:
    """The attributes that are secret whatever the plan marks."""
    found = shim_traits.resource(row.vendor, row.type) if row.namespace == OURS else None
    attributes = found.schema.attributes if found is not None else ()
    return {each.name: True for each in attributes if each.sensitive or each.write_only}


def _with(mask: Any, secret: Mapping[str, bool]) -> Any:
    return {**(mask if isinstance(mask, Mapping) else {}), **secret} if secret and mask is not True else mask


def _texts(value: Any, mask: Any) -> Iterator[tuple[str, bool]]:
    """Every text in `value`, and whether it is sensitive."""
    if isinstance(value, str):
        if value.strip():
            yield value, mask is True
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, mark_of(mask, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, mark_of(mask, number))


def _forms(text: str) -> Iterator[str]:
    """The forms in which reports name what a plan calls `text`."""
    for form in (text.strip(), text.lower(), text.casefold(), one_line(text)):
        if form:
            yield form
    if "://" in text:
        try:
            yield normal_url(text)
        except ValueError:
            return


def _by_start(texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Texts by their first word or sign, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in sorted(set(texts), key=len, reverse=True):
        if start := _TOKEN.match(text):
            found[start[0]].append(text)
    return found


def _is_at(text: str, wanted: str, start: int) -> bool:
    """True if `wanted` stands in `text` at `start`, and no word goes on behind it."""
    end = start + len(wanted)
    return text.startswith(wanted, start) and not re.match(r"\w\w", text[end - 1 : end + 1])
