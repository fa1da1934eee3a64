"""Risks of objects that change hands: renames without `moved`, namesakes, second owners, ids of somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rolecall.access import Item, shim_traits
from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.estate.terraform.plan import Plan
from rolecall.reports.commands import command
from rolecall.review.before_and_after import OURS, Reviewed, Sides
from rolecall.review.notes import Note
from rolecall.specification.schema import MembershipLifecycle, NaturalKey, ObjectLifecycle, Resource
from rolecall.text.sanitizer import one_line

_Name = tuple[str, str, tuple[str, ...]]
"""Realm, resource type and the natural key, by which an object is the same one at two addresses."""


def owner_notes(plans: Sequence[Plan], sides: Sides) -> Iterator[Note]:
    """A note for each object that is taken for another one, or that two resources stand for."""
    yield from _instances(plans)
    yield from _renames(sides)
    yield from _namesakes(sides)
    yield from _twice(sides)
    yield from _perhaps_twice(sides)


def natural_key(resource: Resource, vendor: str) -> NaturalKey | None:
    """The natural key of a resource type whose names are unique."""
    known, lifecycle = shim_traits.shim(vendor), resource.lifecycle
    if known is None or not isinstance(lifecycle, ObjectLifecycle):
        return None
    natural = known.collection(lifecycle.collection).natural_key
    return natural if natural is not None and natural.unique else None


def identifying(resource: Resource, vendor: str) -> tuple[str, ...]:
    """The attributes that say which object a resource stands for: its unique name, else all that must be given."""
    lifecycle, natural = resource.lifecycle, natural_key(resource, vendor)
    if isinstance(lifecycle, MembershipLifecycle):
        return lifecycle.owner, lifecycle.member
    if natural is not None:
        return natural.attribute, *(name for name, _ in natural.scope)
    return tuple(each.name for each in resource.schema.attributes if each.required)


def _instances(plans: Sequence[Plan]) -> Iterator[Note]:
    """Ids under which a refresh found another name, where names never change."""
    for plan in plans:
        for change in plan.resource_drift:
            found = shim_traits.resource(change.vendor, change.type) if change.namespace == OURS else None
            natural = None if found is None else natural_key(found, change.vendor)
            if found is None or natural is None or not found.schema.attribute(natural.attribute).replace:
                continue
            if change.before is None or change.after is None:
                continue
            old, new = change.before.get(natural.attribute), change.after.get(natural.attribute)
            if isinstance(old, str) and isinstance(new, str) and _folded(natural, old) != _folded(natural, new):
                yield Note(
                    kind="instance",
                    tier="high",
                    vendor=change.vendor,
                    text=f"{change.type} {old} is {new} at the vendor now, and such a name never changes: the provider "
                    "speaks to another instance, or its ids began anew. Applying this would change or delete "
                    "somebody else.",
                    addresses=(change.address,),
                )


def _renames(sides: Sides) -> Iterator[Note]:
    """Objects that one address loses and another one makes anew in the same run, there or at another instance."""
    gone: dict[_Name, Reviewed] = {}
    for each in sides.reviewed:
        if each.change.actions == ("delete",) and each.address not in sides.kept:
            gone.update(dict.fromkeys(_marks(each, each.before), each))
    for each in sides.reviewed:
        if each.change.actions != ("create",) or each.change.imported:
            continue
        old = next((gone[mark] for mark in _marks(each, each.after) if mark in gone), None)
        if old is not None:
            yield _renamed(old, each)


def _renamed(old: Reviewed, new: Reviewed) -> Note:
    before, after = old.change.address, new.change.address
    text = (
        f"{before} would be removed and made again as {after}, without what it was given by hand and without its "
        "tokens."
    )
    if old.realm == new.realm:
        run = command("terraform", "state", "mv", before, after)
        text += f" If it was only renamed in the code, paste the `moved` block, or run {run}."
    else:
        there, here = (f"at {each.realm}" if each.realm else "at the default instance" for each in (old, new))
        text += (
            f" It would be removed {there} and made {here}, so that it is another account. If that is one instance "
            "under another address, name the old one in `former_urls` of the provider block, and paste the block."
        )
    return Note(
        kind="renamed",
        tier="high",
        vendor=new.change.vendor,
        text=text,
        addresses=(old.address, new.address),
        block=moved_block(before, after),
    )


def moved_block(before: str, after: str) -> str:
    """The block by which Terraform takes an object along to another address."""
    return f"moved {{\n  from = {before}\n  to   = {after}\n}}"


def _marks(each: Reviewed, item: Item | None) -> Iterator[_Name]:
    """By which an object is the same one elsewhere: its name, here or anywhere, else all that was given for it."""
    if item is None:
        return
    names = list(_names_of(each.resource, item))
    yield from names
    yield from (("", *name[1:]) for name in names)
    if names:
        return
    attributes, lifecycle = each.resource.schema.attributes, each.resource.lifecycle
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.secret is not None:
        given = {one.name: item.values.get(one.name) for one in attributes if one.required or one.optional}
        given = {name: value for name, value in given.items() if value is not UNKNOWN and value not in (None, "", [])}
    else:
        given = {one: item.values.get(one) for one in identifying(each.resource, each.change.vendor)}
    if given and UNKNOWN not in given.values():
        yield item.realm, item.type, tuple(f"{name}={given[name]}" for name in sorted(given))


def _namesakes(sides: Sides) -> Iterator[Note]:
    """Objects that are to be made although a data source shows that they are there."""
    there: dict[_Name, Item] = {}
    for item in sides.before:
        found = shim_traits.resource(item.vendor, item.type)
        if item.observed and found is not None:
            there.update(dict.fromkeys(_names_of(found, item), item))
    for each in sides.reviewed:
        if each.change.actions != ("create",) or each.change.imported:
            continue
        shown = next((there[name] for name in _names(each, each.after) if name in there), None)
        if shown is not None:
            yield Note(
                kind="exists",
                tier="high",
                vendor=each.change.vendor,
                text=f"{each.change.type} {_called(each)} is there already, as {shown.address} shows: the provider "
                "refuses to make it. Import it, or choose another name.",
                addresses=(each.address,),
            )


def _twice(sides: Sides) -> Iterator[Note]:
    """Objects that several addresses stand for after the apply."""
    owners: dict[tuple[str, str, str, str, str], list[Item]] = defaultdict(list)
    for item in sides.after:
        id_ = item.values.get("id")
        if not item.observed and not item.made and isinstance(id_, str) and id_:
            owners[item.vendor, item.realm, item.where, item.type, id_].append(item)
    kept = set(sides.kept)
    for (vendor, _, _, type_name, id_), items in owners.items():
        addresses = tuple(dict.fromkeys(item.address for item in items if item.address not in kept))
        if len(addresses) > 1:
            yield Note(
                kind="managed_twice",
                tier="high",
                vendor=vendor,
                text=f"{type_name} {id_} is managed twice, so each apply undoes the other's: {', '.join(addresses)}.",
                addresses=addresses,
            )


def _perhaps_twice(sides: Sides) -> Iterator[Note]:
    """Objects of one id and one name through provider blocks that may reach one instance.

    Names that are ids are left out: they are alike at many instances.
    """
    owners: dict[tuple[str, str, str, tuple[str, ...]], list[Item]] = defaultdict(list)
    for item in sides.after:
        found, id_ = shim_traits.resource(item.vendor, item.type), item.values.get("id")
        if found is None or item.observed or item.made or item.address in sides.kept or not isinstance(id_, str):
            continue
        for _, type_name, name in _names_of(found, item):
            if id_ not in name:
                owners[item.vendor, type_name, id_, name].append(item)
    for (vendor, type_name, id_, name), items in owners.items():
        realms = sorted({item.realm for item in items})
        if len(realms) > 1 and not all("://" in realm for realm in realms):
            blocks = " and ".join(repr(realm) if realm else "the default one" for realm in realms)
            yield Note(
                kind="managed_twice",
                tier="normal",
                vendor=vendor,
                text=f"{type_name} {id_} ({', '.join(name)}) is there through two provider blocks, {blocks}, and the "
                "plan does not say whether they reach one instance. If they do, each apply undoes the other's: take "
                "one out. If not, write the URL into both blocks.",
                addresses=tuple(dict.fromkeys(item.address for item in items)),
            )


def _names(each: Reviewed, item: Item | None) -> Iterator[_Name]:
    if item is not None:
        yield from _names_of(each.resource, item)


def _names_of(resource: Resource, item: Item) -> Iterator[_Name]:
    """The natural key of an object, where all of it is known."""
    natural = natural_key(resource, item.vendor)
    if natural is None:
        return
    values = [item.values.get(name) for name in (natural.attribute, *(name for name, _ in natural.scope))]
    if all(value is not UNKNOWN and value not in (None, "") for value in values[:1]) and UNKNOWN not in values:
        yield item.realm, item.type, tuple(_folded(natural, str(value)) for value in values)


def _folded(natural: NaturalKey, name: str) -> str:
    return name.casefold() if natural.caseless else name


def _called(each: Reviewed) -> str:
    natural = natural_key(each.resource, each.change.vendor)
    values: Mapping[str, object] = each.after.values if each.after is not None else {}
    return one_line(str(values.get(natural.attribute))) if natural is not None else each.change.address
