"""Resource types, each of one kind."""

from __future__ import annotations

from generators.input.definition import Definition
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import Calls
from generators.resolve.collections import Collections
from generators.resolve.deprovision import deprovision
from generators.resolve.documents import part, settings
from generators.resolve.memberships import membership
from generators.resolve.objects import managed
from generators.resolve.principals import principal
from generators.resolve.schemas import Schemas
from rolecall.specification.schema import Resource


def resource(
    name: str, rule: ResourceRule, definition: Definition, calls: Calls, collections: Collections, schemas: Schemas
) -> Resource:
    """A resource type: an object of a collection, or one of the kinds that `rule` names. Raises `DefinitionError`."""
    kinds = (rule.collection, rule.membership, rule.settings, rule.part, rule.principal or None)
    if sum(kind is not None for kind in kinds) != 1:
        expected = "collection, membership, principal, settings or part"
        raise DefinitionError(rule.place, f"{name} is of no kind, or of several", expected)
    if rule.collection is not None:
        return managed(name, rule, rule.collection, calls, collections, schemas)
    if rule.membership is not None:
        return membership(name, rule, rule.membership, definition, calls, collections)
    if rule.settings is not None:
        return settings(name, rule, rule.settings, calls, schemas)
    if rule.part is not None:
        return part(name, rule, rule.part, calls, schemas)
    return principal(name, rule, deprovision(rule.deprovision, collections, calls))
