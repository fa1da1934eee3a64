"""The order in which access ends."""

from __future__ import annotations

from generators.input.operations import call_of
from generators.input.rules.resources import DeprovisionRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls, dig
from generators.resolve.collections import Collections
from generators.resolve.declared import declared
from generators.resolve.listings import inside, paths
from rolecall.specification.traits import CascadeDelete, Deprovision


def deprovision(rule: DeprovisionRule | None, collections: Collections, calls: Calls) -> Deprovision | None:
    """What `rule` says, the members that it names proven in the rows that are revoked. Raises `DefinitionError`."""
    if rule is None:
        return None
    revoke = []
    for each in rule.cascade_delete:
        row = collections.row(each.collection, each.place)
        dig(row, inside(row, each.owner), each.place, f"owner of {each.collection}")
        for path, _ in each.where:
            dig(row, inside(row, path), each.place, f"where of {each.collection}")
        call = calls.operation(call_of(each.delete), paths(row))
        if call.query:
            raise DefinitionError(each.place, "the call that revokes has query parameters", "path parameters only")
        revoke.append(declared(CascadeDelete, each, delete_path=call.path, endpoint=call.endpoint))
    return declared(Deprovision, rule, cascade_delete=tuple(revoke))
