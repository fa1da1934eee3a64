"""Private state: data that the provider keeps beside the state, in Terraform's private bytes. No secret is in it.

Terraform sends the private bytes of a replacement's plan to the delete of what is replaced, and keeps what that
answers; where a plan is not carried out, what was remembered before it holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
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
    """The attributes that the configuration set when it was last applied: only they are cleared when they leave it."""
    imported: bool = False
    """Nothing was applied yet."""
    instance: Mapping[str, str] | None = None
    """Where the resource was made or first seen."""
    name: str | None = None
    """The name that it had then, where that cannot change."""
    key: str | None = None
    """The vendor's id of what a binding names: a role that is renamed is known by it."""
    incarnation: str | None = None
    """What the vendor calls this very object, where its key may be used again."""
    another: str | None = None
    """What the vendor called the one that had the key when it was last read."""
    prior: str | None = None
    """The id that the address had when it was planned last: the second plan of a replacement is told from something
    new by it, since it has no prior state."""
    stays: bool = False
    """Of a plan: what it destroys another resource keeps, and it only leaves the state; what it makes takes it over."""
    awaits: tuple[Way, ...] | None = None
    """Of a plan: what the same run makes in the place of what it takes away. None: it waits for nothing."""
    replaces: bool = False
    """Of a plan: what is destroyed is made anew at its address."""
    had_by: frozenset[str] | None = None
    """Of a plan: who had what ends, as digests."""
    had: frozenset[str] | None = None
    """Of a plan: what is replaced had beside its configuration, as digests, where no plan showed its end."""
    missed: tuple[tuple[str, str], ...] = ()
    """Of a plan: the types and ids of what it names and took for gone."""
    shown: bool = False
    """The plan showed the end, which it does not where `-replace` alone asks for it."""
    anew: bool = False
    """The plan is of something new."""
    becomes: Mapping[str, str] = field(default_factory=dict)
    """By which names what is new is known."""
    among: int = 0
    """How many of its kind were in use when it was planned last, or made."""
    stored: Mapping[str, Stored] = field(default_factory=dict)
    """The attributes that the vendor keeps in a form of its own."""
    left_out: frozenset[str] = frozenset()
    """Attributes that had a value, and that answers leave out since."""
    empty: frozenset[str] = frozenset()
    """Attributes that answers showed as empty, where another one that leaves them out is not believed."""
    unshown: Mapping[str, list[str]] = field(default_factory=dict)
    """By attribute, elements that it had and that no answer shows since, of which no plan of an update has warned."""
    beside: frozenset[str] = frozenset()
    """Paths of what it had when it was last read and no attribute speaks of, where updates carry that along."""
    made: float = 0.0
    """When it was made, in seconds of the epoch, where the vendor's copies lag."""
    dialects: Mapping[str, str] = field(default_factory=dict)
    """The dialects that it was seen in last, by the argument that chooses them."""
    before: Private | None = None
    """Of a plan: what was remembered until then."""

    @property
    def held(self) -> Private:
        """What was remembered before this was planned."""
        return self if self.before is None else self.before

    @property
    def lasting(self) -> Private:
        """What is remembered after a plan is carried out, or is not."""
        is_planned = self.stays or self.replaces or self.missed or self.shown or self.anew or self.becomes
        if not is_planned and self.awaits is None and self.had_by is None and self.had is None:
            return self
        return replace(
            self,
            stays=False,
            awaits=None,
            replaces=False,
            had_by=None,
            had=None,
            missed=(),
            shown=False,
            anew=False,
            becomes={},
        )

    def planned(self, before: Private) -> Private:
        """The private state of a plan, before which `before` was remembered."""
        return replace(self, before=before.held.lasting)

    def to_bytes(self) -> bytes:
        """The form Terraform keeps."""
        data = self._data()
        return _ENCODER.encode(data).encode() if data else b""

    def _data(self) -> dict[str, Any]:
        said = {name: (getattr(self, name), default) for name, default in _DEFAULTS.items()}
        return {name: _plain(value) for name, (value, default) in said.items() if value != default}

    @classmethod
    def from_bytes(cls, raw: bytes) -> Private:
        """Read what `to_bytes` wrote; empty bytes give the default."""
        return cls._from_data(_DECODER.decode(raw.decode())) if raw else NOTHING

    @classmethod
    def _from_data(cls, data: Mapping[str, Any]) -> Private:
        return cls(**{name: _READ.get(name, _as_it_is)(data[name]) for name in _DEFAULTS.keys() & data.keys()})


def _plain(value: Any) -> Any:
    if isinstance(value, Private):
        return value._data()
    return sorted(value) if isinstance(value, frozenset) else dict(value) if isinstance(value, Mapping) else value


def _as_it_is(value: Any) -> Any:
    return value


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(("managed", "had_by", "had", "left_out", "empty", "beside"), frozenset),
    "awaits": lambda ways: tuple(Way(*each) for each in ways),
    "missed": lambda rows: tuple((kind, key) for kind, key in rows),
    "stored": lambda forms: {name: Stored(*pair) for name, pair in forms.items()},
    "made": float,
    "before": Private._from_data,
}
NOTHING: Final = Private()
_DEFAULTS: Final = {each.name: getattr(NOTHING, each.name) for each in fields(Private)}


def managed_by(schema: Schema, config: Mapping[str, Any]) -> frozenset[str]:
    """The attributes that `config` sets, whether known yet or not."""
    return frozenset(item.name for item in schema.attributes if config.get(item.name) is not None)
