"""Notes about attributes of accounts that vendors decide by, such as the department that a group's rule reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rolecall.access import Difference, Item, Reader, highest, names_of_change, readers
from rolecall.review.before_and_after import Reviewed, Sides
from rolecall.review.notes import Note


def notes_of_rules(sides: Sides, result: Difference) -> Iterator[Note]:
    """A note for each rule that works and reads what plans change of accounts, weighed by what the rule gives."""
    changed: dict[tuple[str, str], list[tuple[Reviewed, frozenset[str]]]] = defaultdict(list)
    for each in sides.reviewed:
        rule = each.resource.access
        if each.is_change and each.after is not None and rule is not None and rule.account is not None:
            changed[each.after.vendor, each.after.realm].append((each, frozenset(_changed(each, each.after))))
    for reader in readers(sides.after):
        accounts = changed[reader.item.vendor, reader.item.realm]
        people = [(each, names & reader.words) for each, names in accounts if names & reader.words]
        people = [(each, names) for each, names in people if not _is_spared(each, reader)]
        if people:
            yield _note(reader, people, result)


def _changed(each: Reviewed, after: Item) -> Iterator[str]:
    """The vendor's names of what changes of an account."""
    before = each.before.values if each.before is not None else {}
    for attribute in each.resource.schema.attributes:
        old, new = before.get(attribute.name), after.values.get(attribute.name)
        if old != new and attribute.name != "id":
            yield from names_of_change(attribute, old, new)


def _is_spared(each: Reviewed, reader: Reader) -> bool:
    """True for an account that is never meant."""
    return each.before is not None and str(each.before.values.get("id")) in reader.spared


def _note(reader: Reader, people: list[tuple[Reviewed, frozenset[str]]], result: Difference) -> Note:
    given = reader.given(result.after)
    at = result.identities.sides[1].by_address
    names = {result.identities.label(at[each.address]) for each, _ in people if each.address in at}
    return Note(
        kind="assumed",
        tier=highest(given),
        vendor=reader.item.vendor,
        text=reader.told({name for _, some in people for name in some}, names, given),
        addresses=(reader.item.address, *(each.address for each, _ in people)),
    )
