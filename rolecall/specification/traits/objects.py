"""Caveats of updating and deleting objects."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReplace:
    """An update overwrites more than it is given: fetch, merge, write, read back.

    `carry` are the members that an update loses when it leaves them out; `("*",)` means the whole object. `strip` are
    members of a fetched object that the vendor refuses in an update. Nothing is written while a member to carry was
    not read, and one that is gone afterwards is an error.
    """

    carry: tuple[str, ...] = ("*",)
    strip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeDelete:
    """Before an object is deleted, delete what it owns in `collection`: rows whose `owner` member is its id.

    `owner` may lead through a list (`subjects.name`); a row that names others too is not deleted but reported. `by` is
    the attribute to compare with in place of the id, `where` are further (member, value) pairs that a row must have.
    `delete_path` deletes one row (template over the row's members) at `endpoint`; `switch` is the attribute that turns
    it off.
    """

    collection: str
    owner: str
    delete_path: str
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()
    endpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprovision:
    """The order in which access ends: disable, revoke what it owns, delete.

    `disable` are (attribute, value) written first; `mode` is the attribute that chooses `delete`, `deactivate` or
    `retain`.
    """

    disable: tuple[tuple[str, bool | str], ...] = ()
    cascade_delete: tuple[CascadeDelete, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Federated:
    """Objects whose `attribute` is not `local` come from an identity provider: they cannot be created, and return.

    `field` is the row member; `reason` says why, `instead` the resource type to use.
    """

    attribute: str
    field: str
    local: str
    reason: str
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRemoveLists:
    """An update does not set a value but adds one and takes another away.

    The body carries the new value in a list at `add`, the one found there before in a list at `remove`.
    """

    add: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ETag:
    """Rows say their version at `member`; a write names it in `header`, and is refused (412) if it is no longer so.

    `capability` is the one (trait `Capabilities`) that says whether this vendor minds it.
    """

    member: str
    header: str = "If-Match"
    capability: str | None = None
