"""One owner for one set: a set that a resource lists whole has no elements from single bindings beside it.

The provider refuses the same in the plan; where code says both of one object, it is known at synthesis already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rolecall.cdk.references import meaning
from rolecall.cdk.toolkit import IValidation, TerraformStack, implements

_REFERENCE: Final = re.compile(r"\$\{([a-z][a-z0-9_]*)\.([\w-]+)\.\w+\}")


@dataclass(frozen=True, slots=True)
class Membership:
    """A binding that adds one element to the set `of` of an object of type `parent`, which its `owner` names."""

    parent: str
    owner: str
    of: str


@dataclass(slots=True)
class Declaration:
    """A resource of a stack: its type, Terraform name and construct path, what it was given, and what it adds to.

    The name is the present one: a construct may choose another.
    """

    type: str
    name: str
    where: str
    given: Mapping[str, Any]
    adds: Membership | None = None


@implements(IValidation)
class SingleOwners:
    """Finds, when CDKTF asks whether all is well, each binding whose object lists the whole set."""

    def __init__(self, stack: TerraformStack, resources: Sequence[Declaration]) -> None:
        self._stack = stack
        self._resources = resources

    def validate(self) -> list[str]:
        """The errors, each with both constructs and the way out."""
        added = {(each.adds.parent, each.adds.of) for each in self._resources if each.adds}
        whole = {
            (each.type, of, each.name): each
            for each in self._resources
            for of in [of for parent, of in added if parent == each.type]
            if of in each.given
        }
        bindings = [each for each in self._resources if each.adds] if whole else []
        found: list[str] = []
        for each in bindings:
            adds = each.adds
            if adds is None or not isinstance(value := each.given.get(adds.owner), str):
                continue
            reference = _REFERENCE.fullmatch(meaning(value, self._stack))
            other = whole.get((reference[1], adds.of, reference[2])) if reference else None
            if other is not None:
                found.append(
                    f"{each.where} ({each.type}) adds one to the {adds.of} of {other.where} ({other.type}), which "
                    f"lists all of them: each apply would undo the other. Take {adds.of} out of {other.where}, or "
                    f"list everything there and remove {each.where}"
                )
        return found
