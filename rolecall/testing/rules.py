"""The rules that Terraform has for a provider's answers. Whoever breaks one gets an AssertionError that says where.

A value is as in `rolecall.runtime.values.unknown`, in the form in which `==` is Terraform's equality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from rolecall.runtime.values.unknown import UNKNOWN, is_known
from rolecall.specification.schema import Attribute, Schema

Object: TypeAlias = Mapping[str, Any]


def check_configuration(schema: Schema, given: Object) -> None:
    """Required arguments are there, and none that only the provider sets."""
    for attribute in schema.attributes:
        value = given.get(attribute.name)
        assert value is not None or not attribute.required, f"{attribute.name} is required"
        assert value is None or attribute.required or attribute.optional, f"{attribute.name} is no argument"


def proposed(schema: Schema, prior: Object | None, config: Object) -> dict[str, Any]:
    """The state that Terraform proposes: the configuration, with what is computed as it was."""
    before = prior or {}
    return {
        item.name: before.get(item.name) if item.computed and config[item.name] is None else config[item.name]
        for item in schema.attributes
    }


def check_planned(schema: Schema, prior: Object | None, config: Object, planned: Object | None) -> None:
    """A plan holds the configuration; only computed attributes without one may have any other value."""
    assert planned is not None, "the plan is no object"
    _check_planned(schema.attributes, prior, config, planned, "")


def _check_planned(
    attributes: tuple[Attribute, ...], prior: Object | None, config: Object, planned: Object, place: str
) -> None:
    for attribute in attributes:
        where = f"{place}{attribute.name}"
        old, wanted, value = (prior or {}).get(attribute.name), config[attribute.name], planned[attribute.name]
        free = attribute.computed and (wanted is None or not attribute.optional)
        kept = value == old and old is not None and wanted is not None
        if attribute.write_only:
            assert value is None, f"{where} is write-only and planned"
        elif free or kept or value == wanted:
            continue
        elif attribute.nesting is not None and value is not None and wanted is not None:
            _check_planned_inside(attribute, old, wanted, value, where)
        else:
            raise AssertionError(f"{where} is planned to be neither as configured nor as it was")


def _check_planned_inside(attribute: Attribute, old: Any, wanted: Any, value: Any, where: str) -> None:
    """Objects within `attribute`: as many as configured, each held to the same rules as far as it can be told which."""
    if value is UNKNOWN or wanted is UNKNOWN:
        assert value is wanted, f"{where} is planned to be unknown or known against the configuration"
        return
    if attribute.nesting == "single":
        _check_planned(attribute.nested, old, wanted, value, f"{where}.")
        return
    assert len(value) == len(wanted), f"{where} is planned with another number of elements"
    if attribute.nesting == "list":
        for number, element in enumerate(value):
            before = old[number] if old is not None and number < len(old) else None
            _check_planned(attribute.nested, before, wanted[number], element, f"{where}[{number}].")
    elif attribute.nesting == "map":
        assert value.keys() == wanted.keys(), f"{where} is planned with other keys"
        for key, element in value.items():
            _check_planned(attribute.nested, (old or {}).get(key), wanted[key], element, f"{where}[{key!r}].")


def check_recorded(schema: Schema, value: Object, what: str) -> None:
    """What goes into a state is known, and null where it is write-only."""
    for attribute in schema.attributes:
        assert is_known(value[attribute.name]), f"{what}: {attribute.name} is unknown"
        _check_absent(attribute, value[attribute.name], f"{what}: {attribute.name}")


def _check_absent(attribute: Attribute, value: Any, where: str) -> None:
    if attribute.write_only:
        assert value is None, f"{where} is write-only and in a state"
    elif attribute.nesting is not None and value is not None:
        elements = [value] if attribute.nesting == "single" else value.values() if attribute.nesting == "map" else value
        for element in elements:
            for item in attribute.nested:
                _check_absent(item, element[item.name], f"{where}.{item.name}")


def check_kept(planned: Object, found: Object, what: str) -> None:
    """Whatever was known in the plan has come true; what was unknown may be anything."""
    for name, value in planned.items():
        assert _keeps(value, found[name]), f"{what}: {name} is not as planned"


def _keeps(planned: Any, found: Any) -> bool:
    if planned is UNKNOWN:
        return True
    if isinstance(planned, Mapping) and isinstance(found, Mapping):
        return planned.keys() == found.keys() and all(_keeps(value, found[key]) for key, value in planned.items())
    if isinstance(planned, list) and isinstance(found, list) and not is_known(planned):
        return len(planned) == len(found) and all(any(_keeps(each, one) for one in found) for each in planned)
    return bool(planned == found)
