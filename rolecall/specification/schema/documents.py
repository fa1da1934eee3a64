"""Resources that are some of a document which is read and written whole."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.attributes import Literalish
from rolecall.specification.schema.operations import Operation
from rolecall.specification.traits import Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsLifecycle:
    """A resource that is some keys of a list of keys and values.

    `read` gives the list at `items`, `write` takes it; whether a write drops what it leaves out is not known, so that
    it always carries all of this resource. An attribute's `field` is its key (`SyncAll`), or the key of a JSON text and
    a member of that (`Settings.Mail`). `key` and `value` are the members of an entry. Values among `masks` are hidden:
    never compared and never written back. `constants` are written too, and `given` says of an attribute that is set
    whether it is not 0. A JSON text is written whole, and only where the configuration sets a member of it. A key
    without a value counts as absent. `hooks` names, by the attribute that each is about, code of the vendor's own
    that looks at the settings before they are saved.
    """

    read: Operation
    write: Operation
    items: str = "value"
    key: str = "key"
    value: str = "value"
    masks: tuple[str, ...] = ()
    constants: tuple[tuple[str, Literalish], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    hooks: tuple[tuple[str, str], ...] = ()
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLifecycle:
    """A resource that is a part of a larger document: fetch the whole, change the part, write the whole, read back.

    The part is an object in the lists along the dotted path `at`: the one whose members have, whatever the case, the
    values of the attributes that `where` names; of several, those that have what `prefer` says. Members of the whole in
    `strip` are the answer's and not the document's. Paths of attributes start at the part. Creating takes the part over
    as it is; the attribute `before` keeps what it was, and destroying brings that back as far as nobody else changed
    it. `hooks` names code of the vendor's own by the attribute that it checks, reads and writes.
    """

    read: Operation
    write: Operation
    at: str
    where: tuple[tuple[str, str], ...]
    before: str
    prefer: tuple[tuple[str, Literalish], ...] = ()
    strip: tuple[str, ...] = ()
    hooks: tuple[tuple[str, str], ...] = ()
    guards: tuple[Guard, ...] = ()
