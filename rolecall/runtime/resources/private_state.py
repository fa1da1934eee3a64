"""Private state: data that the provider keeps beside the state, in Terraform's private bytes. No secret is in it.

`managed` are the attributes that the configuration set when it was last applied: only they are cleared when they leave
the configuration. `imported` says that nothing was applied yet. `instance` is where the resource was made or first
seen, `name` the name that it had then where that cannot change. `key` is the vendor's id of what a binding names: a
role that is renamed is known by it. `incarnation` is what the vendor calls this very object, where its key may be used
again, and `another` what it called the one that had the key when it was last read. `prior` is the id that the address
had when it was planned last: the second plan of a replacement, which has no prior state, is told from something new by
it. `stored` are the attributes that the vendor keeps in a form of its own. `left_out` are attributes that had a value,
and that answers leave out since; `empty` those that answers showed as empty, where another one that leaves them out is
not believed. `beside` are the paths of what it had when it was last read and no attribute speaks of, where updates
carry that along. `made` is when it was made, in seconds of the epoch, where the vendor's copies lag. `among` is how
many of its kind were in use when it was planned last, or made. `dialects` are those that it was seen in last, by the
argument that chooses them. `stays` is of a plan: what it destroys is kept by another resource, and only leaves the
state. `awaits` is of such a plan: what the same run makes in the place of what it takes away; None: it waits for
nothing. `replaces` says there that what is destroyed is made anew at its address, `had_by` who had it, as digests, and
`missed` the types and ids of what it names and the plan took for gone. `shown` says that the plan showed the end, which
it does not where `-replace` alone asks for it, `anew` that it is of something new, and `becomes` by which names that is
known. `before` is of a plan too: what was remembered until then. Terraform sends the private bytes of a replacement's
plan to the delete of what is replaced, and keeps what that answers; where a plan is not carried out, what was
remembered before it holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, NamedTuple

from rolecall.runtime.concurrency.transfers import Way
from rolecall.specification.schema import Schema

_ENCODER: Final = json.JSONEncoder(default=float)
_DECODER: Final = json.JSONDecoder(parse_float=Decimal)


class Stored(NamedTuple):
    """The value of an attribute as it was configured, and as the vendor showed it once it was created."""

    configured: Any
    shown: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """The private state of one resource. None: not known, so nothing is cleared and nothing is compared."""

    managed: frozenset[str] | None = None
    imported: bool = False
    instance: Mapping[str, str] | None = None
    name: str | None = None
    key: str | None = None
    incarnation: str | None = None
    another: str | None = None
    prior: str | None = None
    stays: bool = False
    awaits: tuple[Way, ...] | None = None
    replaces: bool = False
    had_by: frozenset[str] | None = None
    missed: tuple[tuple[str, str], ...] = ()
    shown: bool = False
    anew: bool = False
    becomes: Mapping[str, str] = field(default_factory=dict)
    among: int = 0
    stored: Mapping[str, Stored] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    made: float = 0.0
    dialects: Mapping[str, str] = field(default_factory=dict)
    before: Private | None = None

    @property
    def held(self) -> Private:
        """What was remembered before this was planned."""
        return self if self.before is None else self.before

    @property
    def lasting(self) -> Private:
        """What is remembered after a plan is carried out, or is not."""
        is_planned = self.stays or self.replaces or self.missed or self.shown or self.anew or self.becomes
        if not is_planned and self.awaits is None and self.had_by is None:
            return self
        return replace(
            self, stays=False, awaits=None, replaces=False, had_by=None, missed=(), shown=False, anew=False, becomes={}
        )

    def planned(self, before: Private) -> Private:
        """The private state of a plan, before which `before` was remembered."""
        return replace(self, before=before.held.lasting)

    def to_bytes(self) -> bytes:
        """The form Terraform keeps."""
        data = self._data()
        return _ENCODER.encode(data).encode() if data else b""

    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        if self.managed is not None:
            data["managed"] = sorted(self.managed)
        if self.imported:
            data["imported"] = True
        if self.instance is not None:
            data["instance"] = dict(self.instance)
        if self.name is not None:
            data["name"] = self.name
        if self.key is not None:
            data["key"] = self.key
        if self.incarnation is not None:
            data["incarnation"] = self.incarnation
        if self.another is not None:
            data["another"] = self.another
        if self.prior is not None:
            data["prior"] = self.prior
        if self.stays:
            data["stays"] = True
        if self.awaits is not None:
            data["awaits"] = self.awaits
        if self.replaces:
            data["replaces"] = True
        if self.had_by is not None:
            data["had_by"] = sorted(self.had_by)
        if self.missed:
            data["missed"] = self.missed
        if self.shown:
            data["shown"] = True
        if self.anew:
            data["anew"] = True
        if self.becomes:
            data["becomes"] = dict(self.becomes)
        if self.among:
            data["among"] = self.among
        if self.stored:
            data["stored"] = self.stored
        if self.left_out:
            data["left_out"] = sorted(self.left_out)
        if self.empty:
            data["empty"] = sorted(self.empty)
        if self.beside:
            data["beside"] = sorted(self.beside)
        if self.made:
            data["made"] = self.made
        if self.dialects:
            data["dialects"] = dict(self.dialects)
        if self.before is not None:
            data["before"] = self.before._data()
        return data

    @classmethod
    def from_bytes(cls, raw: bytes) -> Private:
        """Read what `to_bytes` wrote; empty bytes give the default."""
        return cls._from_data(_DECODER.decode(raw.decode())) if raw else NOTHING

    @classmethod
    def _from_data(cls, data: Mapping[str, Any]) -> Private:
        managed, before = data.get("managed"), data.get("before")
        awaits, had_by = data.get("awaits"), data.get("had_by")
        return cls(
            managed=None if managed is None else frozenset(managed),
            imported=bool(data.get("imported", False)),
            instance=data.get("instance"),
            name=data.get("name"),
            key=data.get("key"),
            incarnation=data.get("incarnation"),
            another=data.get("another"),
            prior=data.get("prior"),
            stays=bool(data.get("stays", False)),
            awaits=None if awaits is None else tuple(Way(*each) for each in awaits),
            replaces=bool(data.get("replaces", False)),
            had_by=None if had_by is None else frozenset(had_by),
            missed=tuple((kind, key) for kind, key in data.get("missed", ())),
            shown=bool(data.get("shown", False)),
            anew=bool(data.get("anew", False)),
            becomes=data.get("becomes", {}),
            among=int(data.get("among", 0)),
            stored={name: Stored(*pair) for name, pair in data.get("stored", {}).items()},
            left_out=frozenset(data.get("left_out", ())),
            empty=frozenset(data.get("empty", ())),
            beside=frozenset(data.get("beside", ())),
            made=float(data.get("made", 0.0)),
            dialects=data.get("dialects", {}),
            before=None if before is None else cls._from_data(before),
        )


NOTHING: Final = Private()


def managed_by(schema: Schema, config: Mapping[str, Any]) -> frozenset[str]:
    """The attributes that `config` sets, whether known yet or not."""
    return frozenset(item.name for item in schema.attributes if config.get(item.name) is not None)
