"""What a definition leaves out of `access` although it declares elsewhere that it may give something."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.binding import one_of
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError
from generators.validate.access import attributes_of
from rolecall.specification.schema import Attribute, MembershipLifecycle, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Access


def blind_spots(provider: Provider, resource: Resource, rule: ResourceRule) -> Iterator[DefinitionError]:
    """Whatever of `resource` drift and review would not see: links, references, sets of bindings, and what shuts out.

    An attribute that gives nobody anything stands under `gives_nothing` with the reason.
    """
    yield from _of_reasons(resource, rule)
    if resource.access is None:
        return
    named = set(attributes_of(resource.access))
    for path, item in _every(resource.schema.attributes):
        if (item.links is not None or item.reference is not None) and not _holds(path, {*named, *rule.gives_nothing}):
            yield DefinitionError(
                rule.place,
                f"{resource.name}: {path!r} refers to other objects, and `access` does not name it",
                f"it under `access`, such as permissions: [{{attribute: {path}}}], "
                f"or gives_nothing: {{{path}: <why it gives nobody anything>}}",
            )
    yield from _of_sets(provider, resource, named, rule)
    yield from _of_disabling(resource, resource.access, rule)


def _of_reasons(resource: Resource, rule: ResourceRule) -> Iterator[DefinitionError]:
    """Attributes under `gives_nothing` that are none, or that `access` names."""
    paths = dict(_every(resource.schema.attributes))
    named = set(attributes_of(resource.access)) if resource.access is not None else set()
    for path, reason in rule.gives_nothing.items():
        what = f"gives_nothing of {resource.name}"
        if path not in paths:
            yield DefinitionError(reason.place, f"{what}: there is no attribute {path!r}", one_of(path, paths))
        elif resource.access is None:
            yield DefinitionError(reason.place, f"{what}: no_access says that of all of it", "no such line")
        elif _holds(path, named):
            yield DefinitionError(reason.place, f"{what}: `access` names {path!r}", "one of the two")


def _of_sets(provider: Provider, resource: Resource, named: set[str], rule: ResourceRule) -> Iterator[DefinitionError]:
    """Sets of the type whose elements give access where a type of their own manages them."""
    for each in provider.resources:
        lifecycle = each.lifecycle
        if not isinstance(lifecycle, MembershipLifecycle) or each.access is None or lifecycle.parent != resource.name:
            continue
        if not _holds(lifecycle.of, named):
            yield DefinitionError(
                rule.place,
                f"{resource.name}: {each.name} gives access by {lifecycle.of!r}, and `access` does not name it here",
                f"{lifecycle.of} among the permissions or as the members",
            )


def _of_disabling(resource: Resource, access: Access, rule: ResourceRule) -> Iterator[DefinitionError]:
    """Values that shut an account out where it is deprovisioned, and that `access` takes for those of one let in."""
    trait = resource.lifecycle.deprovision if isinstance(resource.lifecycle, ObjectLifecycle) else None
    if trait is None or access.account is None:
        return
    shut = dict(access.account.disabled)
    for name, value in trait.disable:
        if value not in shut.get(name, ()):
            yield DefinitionError(
                rule.place,
                f"{resource.name}: deprovision disables it with {name}: {_worded(value)}, and its account is not "
                "disabled by that",
                f"account: {{disabled: {{{name}: [{_worded(value)}]}}}}",
            )


def _worded(value: bool | str) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def _holds(path: str, named: set[str]) -> bool:
    """True where one of `named` is `path`, inside of it, or around it."""
    return any(f"{each}.".startswith(f"{path}.") or f"{path}.".startswith(f"{each}.") for each in named)


def _every(attributes: tuple[Attribute, ...], outer: str = "") -> Iterator[tuple[str, Attribute]]:
    """All attributes by dotted path."""
    for item in attributes:
        yield f"{outer}{item.name}", item
        yield from _every(item.nested, f"{outer}{item.name}.")
