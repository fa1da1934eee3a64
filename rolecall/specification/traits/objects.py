"""Caveats of updating and deleting objects."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReplace:
    """An update overwrites more than it is given: fetch, merge, write, read back.

    `carry` are the members that an update loses when it leaves them out; `("*",)` means the whole object. `strip` are
    members of a fetched object that the vendor refuses in an update. Nothing is written while a member to carry was
    not read, and one that is gone afterwards is an error.

    `may_have` are lists that an object may have though no attribute speaks of them, for where the vendor does not
    describe its objects. `shows_all`: answers are known to show all that an object has, so that nothing is looked for
    before it is written; some servers keep back what they have.
    """

    carry: tuple[str, ...] = ("*",)
    strip: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()
    shows_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recreate:
    """The vendor changes nothing: an update deletes the object and creates it again under its name, in one step.

    Between the two calls it is not there, which `meanwhile` says in plans. Everything that a create takes must be shown
    by reads, so that what is not changed comes back; if the create is refused, what was there before is put back.
    """

    meanwhile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeDelete:
    """Before an object is deleted, delete what it owns in `collection`: rows whose `owner` member is its id.

    `owner` may lead through a list (`subjects.name`); a row that names others too is not deleted but reported, and so
    is one whose name differs in the case of letters alone, unless names are `caseless` there. `by` is the attribute to
    compare with in place of the id, `where` are further (member, value) pairs that a row must have.
    `delete_path` deletes one row (template over the row's members) at `endpoint`; `switch` is the attribute that turns
    it off.
    """

    collection: str
    owner: str
    delete_path: str
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()
    caseless: bool = False
    endpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprovision:
    """The order in which access ends: disable, revoke what it owns, delete.

    `disable` are (attribute, value) written first; `mode` is the attribute that chooses `delete`, `deactivate` or
    `retain`. `disabled_is_gone`: what is disabled is no longer shown, so that its absence is that state.
    `delete_disables`: a delete leaves the object behind, disabled, and is done with a warning.
    """

    disable: tuple[tuple[str, bool | str], ...] = ()
    cascade_delete: tuple[CascadeDelete, ...] = ()
    mode: str | None = None
    disabled_is_gone: bool = False
    delete_disables: bool = False


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

    The body carries the new value in a list at `add`, the one found there before in a list at `remove`. Of a set that
    is what comes and what goes. Of a map of sets the body has at `each` one object for each key that changes, with the
    key as its member `key`, and the two lists in it.
    """

    add: str
    remove: str
    each: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """A set here is a list of objects there, of which the member `value` is the element.

    An element whose member `flag` is there and is not `own` came about otherwise, by a group say: it is not ours, and
    no write touches it. With `others` the attribute shows those alone. An empty list is not believed where
    `never_empty` says that there is always something to see. A bare text in the list is an element too.

    With `keys` the attribute is a map of sets, and the list is one of objects: the key of each is the first of the
    members `keys` that is there, or what stands behind the last slash in it, and its set is in the first of the members
    `lists` that is there. What is created is written with the key in the member `sent_key`, as `link` words it, and
    bare texts in the member `sent_list`.
    """

    value: str
    flag: str = ""
    own: str = ""
    others: bool = False
    never_empty: bool = False
    keys: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    sent_key: str = ""
    sent_list: str = ""
    link: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ETag:
    """Rows say their version at `member`; a write names it in `header`, and is refused (412) if it is no longer so.

    `capability` is the one (trait `Capabilities`) that says whether this vendor minds it.
    """

    member: str
    header: str = "If-Match"
    capability: str | None = None
