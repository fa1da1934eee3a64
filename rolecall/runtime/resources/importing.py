"""Import by id: the state of what an id names, which a read fills."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.checks import check_text
from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.text_rules import NAME, Form, forms_of_resource, key_form
from rolecall.specification.schema import Lifecycle, ObjectLifecycle, Provider, Resource

L = TypeVar("L", bound=Lifecycle)
_NAMED = re.compile(r"[a-z][a-z0-9_.]*=(?=.)", re.DOTALL)
Read: TypeAlias = Callable[[Context[L], Object, Private], StateResult]
"""The state now; None when the vendor no longer has it. Raises VendorError or Refusal."""


def check_import(shim: Provider, resource: Resource, given: str) -> Diagnostics:
    """Findings about what an import is given: `<attribute>=<name>`, an id made of attributes, or the vendor's own id.

    Raises Refusal for an id that is not made as the template says.
    """
    named, path, template = _NAMED.match(given), ("id",), resource.id_template
    found = check_text("id", given[named.end() :] if named else given, NAME, path)
    if named or found.has_error:
        return found
    if template is not None:
        forms = forms_of_resource(shim, resource)
        for name, part in parts_of(resource, template, given).items():
            found.extend(check_text(name, part, forms.get(name, NAME), path))
    elif isinstance(resource.lifecycle, ObjectLifecycle):
        found.extend(check_text("id", given, Form(text=key_form(shim, resource.lifecycle.collection).text), path))
    return found


def import_by_id(context: Context[L], given: str, read: Read[L]) -> Object:
    """The state of what the id `given` names. Raises VendorError, or Refusal when there is no such thing."""
    resource = context.resource
    state: Object = {}
    if resource.id_template is not None:
        state = dict(parts_of(resource, resource.id_template, given))
    elif given.startswith("name="):
        raise no_name(resource)
    found = read_imported(context, {**state, "id": given}, read)
    if found is None:
        raise missing(context, given)
    return found


def read_imported(context: Context[L], known: Object, read: Read[L]) -> Object | None:
    """The state of an import of which the attributes `known` are known. Raises VendorError or Refusal."""
    state: Object = dict.fromkeys((item.name for item in context.resource.schema.attributes), None)
    return read(context, {**state, **known}, Private(imported=True)).state


def no_name(resource: Resource) -> Refusal:
    """The error for a type that is imported by its id alone."""
    return refusal(f"{resource.name} has no name", "Import it by its id.", ("id",))


def missing(context: Context[Any], given: str, hint: str = "") -> Refusal:
    """The error where nothing is called `given`."""
    return refusal(
        f"There is no {context.resource.name} {given!r}",
        f"{context.title} does not have it, or our account may not see it.{hint}",
        ("id",),
    )


def parts_of(resource: Resource, template: str, given: str) -> dict[str, str]:
    """The attributes in an id such as `42/Analyst`; raises Refusal when it has another form."""
    names = [name.partition("|")[0] for name in PLACES.findall(template)]
    texts = iter(PLACES.split(template))
    pattern = re.escape(next(texts))
    for place, text in zip(texts, texts, strict=True):
        pattern += f"(?P<{place.partition('|')[0]}>.+?){re.escape(text)}"
    match = re.fullmatch(pattern, given)
    if match is None:
        form = PLACES.sub(lambda place: f"<{place[1].partition('|')[0]}>", template)
        raise refusal(
            f"{given!r} is not an id of {resource.name}", f"Write it as {form}, from {' and '.join(names)}.", ("id",)
        )
    return match.groupdict()
