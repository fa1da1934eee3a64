"""Finding, sorting and paging resources (RFC 7644 section 3.4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.scim.body import LIST_RESPONSE, names, whole_number
from rolecall.sandbox.scim.deviations import check_count, check_filter, is_hidden, next_of, start_of
from rolecall.sandbox.scim.filters import Compare, Node, Present, leaves, parse_filter
from rolecall.sandbox.scim.flavours import Flavour
from rolecall.sandbox.scim.matching import matches
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.representation import Selection, View
from rolecall.sandbox.scim.schema import ResourceType, UnknownNameError
from rolecall.sandbox.scim.store import Catalogue, Resource, ScimStore, name_of


class Query:
    """Queries over the resources of one store."""

    def __init__(self, store: ScimStore, options: ScimOptions) -> None:
        self._store = store
        self._options = options
        self._flavour: Flavour = store.flavour

    def run(
        self, request: Request, values: Mapping[str, Any], catalogues: Iterable[Catalogue], view: View
    ) -> dict[str, Any]:
        """The ListResponse for the query parameters in `values`, which a URL or a SearchRequest gave."""
        chosen = list(catalogues)
        rows: list[Resource] = []
        for catalogue in chosen:
            rows += self._found(values.get("filter"), catalogue, view, several=len(chosen) > 1)
        rows = self._sorted([row for row in rows if not is_hidden(row, self._options)], values, view)
        start = start_of(values, self._options)
        count = whole_number(values, "count")
        check_count(count, self._options)
        limit = self._options.largest_page
        limit = limit if count is None else min(limit, max(0, count))
        page = page_of(rows, start - 1, limit, request)
        only = names(values, "attributes")
        without = names(values, "excludedAttributes") + ([] if only else self._options.listing_leaves_out)
        selections = {it.type.name: Selection.of(it.type, only, without) for it in chosen}
        return {
            "schemas": [LIST_RESPONSE],
            "totalResults": page.total,
            "startIndex": start,
            "itemsPerPage": len(page.rows),
            "Resources": [view.render(row, selections[row.type.name]) for row in page.rows],
            **next_of(values, start, len(page.rows), page.total, self._options),
        }

    def _found(self, text: Any, catalogue: Catalogue, view: View, several: bool) -> list[Resource]:
        if text is None:
            return list(catalogue)
        if not isinstance(text, str):
            raise Refusal(400, "filter is a text.", "invalidFilter")
        if not self._options.filters:
            raise Refusal(400, "Filters are not supported; see ServiceProviderConfig.", "invalidFilter")
        node = parse_filter(text, catalogue.type, lenient=several)
        self._permit(node, catalogue.type)
        if not self._options.presence_filters and any(isinstance(each, Present) for each in leaves(node, inside=True)):
            raise Refusal(400, "Filters take eq alone.", "invalidFilter")
        check_filter(text, node, self._store, self._options)
        rows = _named(node, catalogue)
        return [row for row in (catalogue if rows is None else rows) if matches(node, view.look(row))]

    def _permit(self, node: Node, type: ResourceType) -> None:
        """Refuse filters on attributes the vendor does not filter on."""
        if self._flavour.filterable is None:
            return
        allowed = self._flavour.filterable[type.name]
        for target in (each.target for each in leaves(node)):
            name = target.attribute.name if target.attribute else target.extension
            if name.lower() not in allowed:
                raise Refusal(400, f"{type.name} cannot be filtered by {name}.", "invalidFilter")

    def _sorted(self, rows: list[Resource], values: Mapping[str, Any], view: View) -> list[Resource]:
        by = values.get("sortBy")
        if not by or not self._options.sort or not rows:
            return rows
        order = str(values.get("sortOrder") or "ascending").lower()
        if order not in ("ascending", "descending"):
            raise Refusal(400, f"sortOrder is ascending or descending, not {order!r}.", "invalidValue")
        keyed = [(_sort_key(row, str(by), view), row) for row in rows]
        with_value = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0])
        made = [row for _, row in with_value] + [row for key, row in keyed if key is None]
        return made if order == "ascending" else made[::-1]


def _named(node: Node, catalogue: Catalogue) -> list[Resource] | None:
    """The candidates for `userName eq "x"`, `displayName eq "x"` or `id eq "x"` by index; None for other filters."""
    if not isinstance(node, Compare) or node.operator != "eq" or not isinstance(node.literal, str):
        return None
    target = node.target
    if target.extension or target.sub or target.attribute is None:
        return None
    if target.attribute.name == name_of(catalogue.type):
        return catalogue.named(node.literal)
    if target.attribute.name == "id":
        found = catalogue.get(node.literal)
        return [found] if found else []
    return None


def _sort_key(row: Resource, by: str, view: View) -> Any:
    """The value to sort a resource by: the primary value of several, or else the first; None when it has none."""
    try:
        target = row.type.find(by)
    except UnknownNameError:
        raise Refusal(400, f"{row.type.name} cannot be sorted by {by!r}.", "invalidPath") from None
    if target.attribute is None:
        raise Refusal(400, f"{by} is no single value.", "invalidPath")
    value = view.look(row)(target.extension, target.attribute)
    attribute = target.sub or target.attribute.by_name.get("value") or target.attribute
    if isinstance(value, Bag | list):
        several = list(value)
        value = next((it for it in several if isinstance(it, Mapping) and it.get("primary")), next(iter(several), None))
    if isinstance(value, Mapping):
        value = value.get(attribute.name)
    if isinstance(value, str):
        return value if attribute.exact else value.lower()
    return value if isinstance(value, int | float) else None
