"""The vendor's own log of who changed what (trait `Audit`), asked for one object at a time; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from rolecall.estate.live_vendor import LiveVendor
from rolecall.runtime.values.paths import MISSING, dig, every
from rolecall.specification.schema import Operation
from rolecall.specification.traits import Audit

_QUOTED: Final = {"backslash": (("\\", "\\\\"), ('"', '\\"')), "double": (("'", "''"),)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEvent:
    """One event: who did it, when (as the log writes it), what it is called there, and the request, if it says so."""

    actor: str
    time: str
    action: str
    request: str = ""


class AuditLog:
    """The log of one vendor, and whether it names anything at all. Each object is asked about once."""

    def __init__(self, vendor: LiveVendor, trait: Audit) -> None:
        self._vendor = vendor
        self._trait = trait
        self._subjects = dict(trait.subjects)
        since = datetime.now(UTC) - timedelta(days=trait.days)
        self._since = since.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._known: dict[tuple[str, ...], LogEvent | None] = {}

    def is_about(self, type_name: str) -> bool:
        """True if the log has events about objects of the type."""
        return type_name in self._subjects

    def names(self, type_name: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The names of an object in the log; empty where they are not known."""
        found = [values.get(attribute) for attribute in self._subjects[type_name]]
        return tuple(str(each) for each in found) if all(isinstance(each, str) and each for each in found) else ()

    def last_change(self, names: tuple[str, ...]) -> LogEvent | None:
        """The newest event about the object of these names; None where the log has none.

        Raises VendorError and Refusal where the log cannot be read.
        """
        if names not in self._known:
            operation = Operation(method="GET", path=self._trait.path, query=self._trait.query)
            values = {"value": self._quoted(names[0]), "since": self._since}
            answer = self._vendor.ask(operation, values)
            self._known[names] = next(self._about(answer, names), None)
        return self._known[names]

    def _quoted(self, name: str) -> str:
        for plain, quoted in _QUOTED[self._trait.quoting]:
            name = name.replace(plain, quoted)
        return name

    def _about(self, answer: Any, names: Sequence[str]) -> Iterator[LogEvent]:
        trait = self._trait
        found = dig(answer, trait.items) if trait.items and answer is not None else answer
        wanted = {name.casefold() for name in names}
        for event in found if isinstance(found, list) else [found]:
            if not isinstance(event, Mapping):
                continue
            targets = {str(each).casefold() for each in every(event, trait.target)}
            time, action = _text(event, trait.time), _text(event, trait.action)
            actor = next(filter(None, (_text(event, path) for path in trait.actor)), "")
            if wanted <= targets and actor and time:
                request = _text(event, trait.request) if trait.request else ""
                yield LogEvent(actor=actor, time=time, action=action, request=request)


def _text(event: Mapping[str, Any], path: str) -> str:
    value = dig(event, path)
    return "" if value is MISSING or not isinstance(value, str) else value
