"""Changes to the code that findings ask for, and the findings that a person has to see to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rolecall.drift.findings import Finding
from rolecall.estate.instances import label_of
from rolecall.estate.terraform.state import ManagedResource, State
from rolecall.repair.edits import Change

SECRET: Final = "(sensitive)"
GRAVE: Final = "Nothing was written, since it is grave: it is undone, or somebody decides that it stays."
MISNAMED: Final = (
    "Nothing was written: the other name gives this access to a whole group that has not got it, and takes it from a "
    "group of the present name, if there is one. Somebody decides which group is meant."
)
_GONE: Final = frozenset({"gone", "deleted"})


def changes_of(finding: Finding, state: State) -> Iterator[Change]:
    """The changes that put the code where the vendor is; none where a person has to decide."""
    if finding.kind == "changed":
        if finding.is_grave or SECRET in (finding.before, finding.after) or finding.after is None:
            return
        yield Change(address=finding.address, attribute=finding.attribute, before=finding.before, after=finding.after)
    elif finding.kind == "renamed":
        for item in _holders(finding, state):
            before = item.values.get(finding.attribute)
            yield Change(
                address=item.address,
                attribute=finding.attribute,
                before=before,
                after=_renamed(before, finding.before, finding.after),
            )
    elif finding.kind == "orphan_binding" and finding.attribute:
        yield Change(address=finding.address, attribute=finding.attribute, before=finding.before, after=finding.after)
    elif finding.kind == "orphan_binding" and finding.address and set(str(finding.after).split(", ")) <= _GONE:
        yield Change(address=finding.address, delete=True)


def _holders(finding: Finding, state: State) -> Sequence[ManagedResource]:
    return [
        item
        for item in state.resources
        if item.type == finding.type
        and finding.vendor == label_of(item.vendor, item.alias)
        and finding.before in _listed(item.values.get(finding.attribute))
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _renamed(value: Any, before: Any, after: Any) -> Any:
    return [after if each == before else each for each in value] if isinstance(value, list) else after
