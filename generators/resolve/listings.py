"""Listings of a collection: how they are paged, how an object is found in them, and paths into their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generators.input.binding import one_of
from generators.input.description import ApiOperation, Parameter, Shape
from generators.input.rules.collections import CollectionRule, NaturalKeyRule, PaginationRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.calls import dig
from generators.resolve.declared import declared
from rolecall.specification.schema import NaturalKey, ObjectLifecycle, Resource
from rolecall.specification.traits import Pagination

PAGE_SIZES: Final = (
    "limit",
    "size",
    "per_page",
    "perPage",
    "pageSize",
    "page_size",
    "page[size]",
    "count",
    "max",
    "top",
)
PAGE_TOKENS: Final = ("cursor", "after", "page_token", "pageToken", "page[after]", "page[cursor]", "marker")
PAGE_NUMBERS: Final = ("page", "pageNumber", "page_number", "page[number]")
PAGE_STARTS: Final = ("offset", "from", "start", "skip", "startIndex", *PAGE_NUMBERS)
"""What APIs call the query parameters of pages."""


def pagination(paging: PaginationRule | None, api: ApiOperation, rule: CollectionRule) -> Pagination | None:
    """PaginationRule with the default and the maximum of the size parameter, where the listing takes it."""
    parameters = {each.name: each for each in api.parameters if each.where == "query"}
    if paging is None or (rule.pagination is None and not {paging.size, paging.start} & parameters.keys()):
        _check_unpaged(api, rule)
        return None
    if not paging.start and paging.style != "header":
        raise DefinitionError(paging.place, f"style {paging.style!r} without start", "the parameter of the next page")
    if paging.style == "offset" and paging.start in PAGE_NUMBERS:
        problem = f"style 'offset' by {paging.start!r}: its pages begin at numbers of rows, not of pages"
        raise DefinitionError(paging.place, problem, "another parameter, or the style that leads from page to page")
    for name in filter(None, (paging.size, paging.start, paging.cursor)):
        if name not in parameters:
            raise DefinitionError(rule.place, f"{api.id} has no query parameter {name!r}", one_of(name, parameters))
    _check_places(paging, parameters)
    size = parameters[paging.size]
    maximum = paging.maximum if paging.maximum is not None else size.shape.maximum
    if not isinstance(size.shape.default, int) or maximum is None:
        raise DefinitionError(size.place, f"{paging.size!r} lacks its default or maximum", "both, as whole numbers")
    if size.shape.default < 1 or maximum < 1:
        problem = f"a page of {paging.size!r} is {min(size.shape.default, maximum)} rows"
        raise DefinitionError(paging.place, problem, "a default and a maximum of at least one row")
    if size.shape.default > maximum:
        problem = f"the default {size.shape.default} of {paging.size!r} is more than its maximum {maximum}"
        raise DefinitionError(size.place, problem, "the page that the vendor gives unasked, and its largest")
    if (paging.next is None) != (paging.style in ("offset", "header") and paging.cursor is None):
        expected = "next in the styles token and link, and with cursor"
        raise DefinitionError(paging.place, f"style {paging.style!r} with next {paging.next!r}", expected)
    if paging.next is not None and api.answer is not None:
        dig(api.answer, paging.next, paging.place, "next")
    return declared(Pagination, paging, default=size.shape.default, maximum=int(maximum))


def _check_places(paging: PaginationRule, parameters: dict[str, Parameter]) -> None:
    """Refuse rows counted in a parameter that takes no number, and a cursor in one that takes no text."""
    start, cursor = parameters.get(paging.start), parameters.get(paging.cursor or "")
    if start is not None and paging.style == "offset" and start.shape.kind != "integer":
        problem = f"style 'offset' by {paging.start!r}, which is {start.shape.kind} at {start.place}: it counts no rows"
        raise DefinitionError(paging.place, problem, "a parameter that is an integer, or style 'token' or 'link'")
    if cursor is not None and cursor.shape.kind != "string":
        problem = f"the cursor {paging.cursor!r} is {cursor.shape.kind} at {cursor.place}"
        raise DefinitionError(paging.place, problem, "a parameter that is a string")


def _check_unpaged(api: ApiOperation, rule: CollectionRule) -> None:
    """Refuse a listing that takes what pages are asked for with: its first page would count as everything."""
    for each in api.parameters:
        counts = each.shape.kind == "integer" and each.name in (*PAGE_SIZES, *PAGE_STARTS)
        if each.where == "query" and (counts or each.name in PAGE_TOKENS):
            raise DefinitionError(
                rule.place,
                f"{api.id} takes {each.name!r}, so it gives pages, and nothing says how the next one is asked for",
                f"`pagination`; or no {each.name!r} in the API description ({each.place}) where all rows come at once",
            )


def asked_for(rule: CollectionRule, name: str, row: Shape, api: ApiOperation) -> None:
    """Check what a listing may be asked: filters, what to leave out, and the version of a row.

    Raises `DefinitionError` for a parameter or a member that does not exist.
    """
    parameters = [each.name for each in api.parameters if each.where == "query"]
    filters, large, versioned = rule.filters, rule.large_set, rule.etag
    wanted = [*([filters.parameter] if filters else []), *([large.leave_out] if large else [])]
    for parameter in wanted:
        if parameter not in parameters:
            known = one_of(parameter, parameters)
            raise DefinitionError(rule.place, f"{api.id} has no query parameter {parameter!r}", known)
    members = [*(filters.fields if filters else ()), *([large.field] if large else [])]
    members += [large.probe] if large and large.probe else []
    members += [versioned.member] if versioned else []
    for path in members:
        dig(row, inside(row, path), rule.place, f"{path!r} of {name}")


def paths(row: Shape) -> set[str]:
    """The dotted paths of the members of a row, and of those of objects in it."""
    return {
        path
        for name, item in row.properties.items()
        for path in (name, *(f"{name}.{each}" for each in item.properties))
    }


def inside(row: Shape, path: str) -> str:
    """`path`, which may lead through lists by name, with the places of their elements."""
    steps: list[str] = []
    shape: Shape | None = row
    for step in path.split("."):
        if shape is not None and shape.items is not None:
            steps.append("0")
            shape = shape.items
        steps.append(step)
        shape = shape.properties.get(step) if shape is not None else None
    return ".".join(steps)


def natural_key(
    rule: NaturalKeyRule, collection: str, parameters: Sequence[str], resources: tuple[Resource, ...]
) -> NaturalKey:
    """The natural key of a collection, its fields found among the attributes of the resource type made of it.

    `parameters` are those that narrow its listing.
    """
    if rule.query is not None and rule.query not in parameters:
        known = one_of(rule.query, parameters)
        raise DefinitionError(rule.place, f"the listing of {collection} has no query parameter {rule.query!r}", known)
    if rule.field is not None:
        if rule.scope or rule.within:
            raise DefinitionError(rule.place, f"{collection}: a natural key with field has scope or within", "neither")
        return declared(NaturalKey, rule, get=None)
    for resource in resources:
        if isinstance(resource.lifecycle, ObjectLifecycle) and resource.lifecycle.collection == collection:
            paths = {item.name: item.read_path for item in resource.schema.attributes if item.read_path}
            for name in (rule.attribute, *rule.scope):
                if name not in paths:
                    raise DefinitionError(
                        rule.place, f"{resource.name} reads no attribute {name!r}", one_of(name, paths)
                    )
            scope = tuple((name, paths[name] or "") for name in rule.scope)
            for path, parameter in rule.within:
                if parameter not in parameters or path.partition(".")[0] not in paths:
                    known = one_of(parameter, parameters)
                    raise DefinitionError(rule.place, f"within: {path!r} cannot narrow by {parameter!r}", known)
            return declared(NaturalKey, rule, field=paths[rule.attribute] or "", scope=scope, get=None)
    raise DefinitionError(rule.place, f"no resource is made of {collection}", "a natural key only where one is")
