"""The `id` of a resource: the vendor's own, or made of other attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.http.requests import render_text
from rolecall.runtime.values.canonical import canonical_text
from rolecall.specification.schema import Resource


def identify(resource: Resource, state: Mapping[str, Any]) -> Any:
    """The value of `id`: the vendor's, or built from `id_template`, of which each attribute has its canonical form."""
    if resource.id_template is None:
        return state["id"]
    forms = {
        each.name: canonical_text(state[each.name], each.canonical_form)
        for each in resource.schema.attributes
        if each.canonical_form is not None and isinstance(state.get(each.name), str)
    }
    return render_text(resource.id_template, {**state, **forms})
