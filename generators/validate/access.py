"""The last look at how resource types give access: every name in it exists."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.mistakes import refused
from generators.input.placed_traits import PlacedLabel
from generators.input.yaml_source import DefinitionError, Place
from rolecall.specification.schema import Attribute, DataSource, Provider, Resource
from rolecall.specification.traits import EVERYWHERE, Access, Among
from rolecall.specification.types import ListOf, SetOf


def prove_access(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every name that leads nowhere."""
    levels: set[str] = set()
    kinds = {"account", "group"}
    for resource in provider.resources:
        if resource.access is not None:
            place = definition.resources[resource.name].place
            yield from refused(_prove, resource, resource.access, place)
            yield from refused(_prove_rules, provider, resource, place)
            levels |= {level for level, _ in resource.access.scopes}
            kinds |= {permission.kind for permission in resource.access.permissions}
    for label in definition.labels:
        yield from refused(_prove_label, provider, label)
    yield from refused(_prove_audit, provider, definition)
    for each in definition.containments:
        if lost := [level for level in (each.whole, *each.parts) if level not in levels]:
            problem = f"containments: nothing has a scope at {lost[0]!r}"
            yield DefinitionError(each.place, problem, one_of(lost[0], levels))
    for tier in definition.risk_tiers:
        if tier.kind not in kinds:
            problem = f"risk_tiers: nothing gives a {tier.kind!r}"
            yield DefinitionError(tier.place, problem, one_of(tier.kind, sorted(kinds)))
        elif tier.level is not None and tier.level not in levels:
            problem = f"risk_tiers: nothing has a scope at {tier.level!r}"
            yield DefinitionError(tier.place, problem, one_of(tier.level, levels))


def _prove_label(provider: Provider, label: PlacedLabel) -> None:
    if not label.of.startswith(f"{provider.name}_"):
        raise DefinitionError(label.place, f"labels: {label.of!r} is none of this vendor's", f"{provider.name}_…")
    types: list[Resource | DataSource] = [*provider.resources, *provider.data_sources]
    named = [item for item in types if item.name == label.of]
    if not named:
        names = [item.name for item in types]
        raise DefinitionError(label.place, f"labels: there is no {label.of!r}", one_of(label.of, names))
    for path in (label.key, label.name):
        _known(path, named[0].schema.attributes, label.place, f"labels of {label.of}")


def _prove_audit(provider: Provider, definition: Definition) -> None:
    if provider.audit is None or definition.audit is None:
        return
    for name, paths in provider.audit.subjects:
        found = next((item for item in provider.resources if item.name == name), None)
        if found is None:
            known = one_of(name, [item.name for item in provider.resources])
            raise DefinitionError(definition.audit.place, f"audit: there is no {name!r}", known)
        for path in paths:
            _known(path, found.schema.attributes, definition.audit.place, f"audit of {name}")


def _prove(resource: Resource, access: Access, place: Place) -> Iterator[DefinitionError]:
    what = f"access of {resource.name}"
    known = (access.account, access.group, access.role, access.credential, access.rule)
    own = [each for each in known if each is not None]
    if len(own) > 1 or (own and access.subject is not None):
        raise DefinitionError(
            place, f"{what} says twice who has it", "one of account, group, role, credential, rule, subject"
        )
    if access.permissions and access.subject is None and not own:
        raise DefinitionError(place, f"{what} says what is given, but not to whom", "a subject")
    if (access.subject is not None or access.rule is not None) and not access.permissions:
        raise DefinitionError(place, f"{what} says who has it, but not what", "permissions")
    if not access.gives and not (access.reach or access.limits or access.reads):
        raise DefinitionError(place, f"{what} says nothing", "who has it, or how far others' rights reach")
    if access.effective and access.account is None and access.role is None:
        raise DefinitionError(place, f"{what}: only an account or a role has effective rights", "an account or a role")
    for each in access.effective:
        if each.kind in ("role", "group") or each.word is not None:
            raise DefinitionError(
                place, f"{what}: {each.attribute!r} is no end", "a kind of right that leads no further"
            )
    for text in access.outlives:
        if not (text[:1].isupper() and text.endswith(".")):
            raise DefinitionError(place, f"{what}: outlives has {text!r}", "a sentence, quoted where it has a comma")
    for path in attributes_of(access):
        yield from refused(_known, path, resource.schema.attributes, place, what)
    for name, _ in (*access.unlimited, *access.alternatives):
        if name not in dict(access.limits):
            yield DefinitionError(place, f"{what}: {name!r} is no limit", one_of(name, dict(access.limits)))
    yield from refused(_members, access, resource.schema.attributes, place, what)


def _prove_rules(provider: Provider, resource: Resource, place: Place) -> None:
    """Raise `DefinitionError` where the rules that make bindings lead nowhere."""
    trait = resource.access.given_by if resource.access is not None else None
    if trait is None:
        return
    what = f"given_by of access of {resource.name}"
    rule = next((item for item in provider.resources if item.name == trait.rule), None)
    if rule is None:
        names = [item.name for item in provider.resources]
        raise DefinitionError(place, f"{what}: there is no {trait.rule!r}", one_of(trait.rule, names))
    _known(trait.attribute, resource.schema.attributes, place, what)
    for path in (trait.names, trait.where[0]):
        _known(path, rule.schema.attributes, place, what)
    switch = next(item for item in rule.schema.attributes if item.name == trait.where[0].partition(".")[0])
    known = [str(value) for check in switch.checks if isinstance(check, Among) for value in check.values]
    if known and "." not in trait.where[0] and trait.where[1] not in known:
        raise DefinitionError(
            place, f"{what}: {trait.where[0]!r} is never {trait.where[1]!r}", one_of(trait.where[1], known)
        )


def _members(access: Access, attributes: tuple[Attribute, ...], place: Place, what: str) -> None:
    """The members of a group are several."""
    name = access.group.members if access.group is not None else None
    held = next((item for item in attributes if item.name == name), None)
    if held is not None and not isinstance(held.value_type, SetOf | ListOf) and held.nesting is None:
        raise DefinitionError(place, f"{what}: {name!r}, the members of a group, is no set", "a set or a list")


def attributes_of(access: Access) -> Iterator[str]:
    """Every attribute that an access declaration mentions, as a dotted path."""
    if access.account is not None:
        yield access.account.name
        yield from (path for path, _ in (*access.account.disabled, *access.account.locked))
        yield from filter(None, (access.account.mail, *access.account.mails))
    if access.group is not None:
        yield from filter(None, (access.group.name, access.group.members))
    if access.role is not None:
        yield from filter(None, (access.role.name, access.role.includes))
    if access.credential is not None:
        credential = access.credential
        yield from filter(None, (credential.name, credential.owner, credential.days, credential.until))
    if access.subject is not None:
        yield from filter(None, (access.subject.attribute, access.subject.kind_at, access.subject.within))
    if access.rule is not None:
        yield from filter(None, (access.rule.expression, access.rule.where[0], access.rule.excluded))
    yield from (permission.attribute for permission in (*access.permissions, *access.effective))
    yield from (path for _, path in access.scopes if path != EVERYWHERE)
    yield from (each.by for each in access.built_in)
    yield from (path for path, _ in (*access.reach, *access.limits))
    yield from (f"{name}.{inner}" for name, inner in access.alternatives)
    yield from (path for each in access.reads for path in (each.attribute, *(each.beside or ())[:1]))


def _known(path: str, attributes: tuple[Attribute, ...], place: Place, what: str) -> None:
    level = {item.name: item for item in attributes}
    for step in path.split("."):
        if step not in level:
            raise DefinitionError(place, f"{what}: there is no attribute {path!r}", one_of(step, level))
        level = {item.name: item for item in level[step].nested}
