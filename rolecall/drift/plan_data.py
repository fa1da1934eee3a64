"""What data sources of a plan show, object by object: names that ids go by, and what roles bring along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.access import Item, shim_traits
from rolecall.estate.terraform.marks import mark_of
from rolecall.estate.terraform.plan import Instance, Plan
from rolecall.estate.terraform.references import Configuration
from rolecall.estate.terraform.state import OURS


def shown_by_data(plan: Plan, configuration: Configuration) -> Iterator[Item]:
    """The objects that data sources of a plan show, alone or in a list, without what is marked as sensitive."""
    for instance in plan.prior:
        if instance.mode != "data" or instance.namespace != OURS:
            continue
        known = shim_traits.rows(instance.vendor, instance.type)
        realm = configuration.alias(configuration.provider_key(instance))
        rows = [(instance.values, instance.sensitive)]
        if known is not None and known.into is not None:
            rows = list(_rows(instance, known.into))
        for number, (values, marks) in enumerate(rows):
            single = known is None or known.into is None  # a label may be of such a data source
            types = [*([known.type] if known is not None else []), *([instance.type] if single else [])]
            for type_name in dict.fromkeys(types):
                yield Item(
                    address=f"{instance.address}[{number}]" if len(rows) > 1 else instance.address,
                    type=type_name,
                    vendor=instance.vendor,
                    values=_open(values, marks),
                    realm=realm,
                    observed=True,
                )


def _rows(instance: Instance, into: str) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """The rows of a data source that lists objects, each with the marks of what is sensitive."""
    marks = mark_of(instance.sensitive, into)
    rows = instance.values.get(into)
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, Mapping):
            yield row, mark_of(marks, number)


def _open(values: Mapping[str, Any], marks: Any) -> Mapping[str, Any]:
    """`values` without those that are marked as sensitive."""
    if marks is True:
        return {}
    known = marks if isinstance(marks, Mapping) else {}
    return {name: value for name, value in values.items() if known.get(name) is not True}
