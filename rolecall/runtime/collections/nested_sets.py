"""Sets that are collections of their own, inside of the objects that have them (`NestedSet`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.errors import Incomplete, NotFound
from rolecall.runtime.http.client import Client
from rolecall.runtime.http.jwt import listed
from rolecall.runtime.values.paths import MISSING, PLACES, dig
from rolecall.specification.schema import HiddenSet, NestedSet


class Hidden(Incomplete):
    """The listing of the set `field` of `key` is empty, and may be so because it is hidden."""

    def __init__(self, field: str, key: str, hidden: HiddenSet) -> None:
        super().__init__(f"The {field} of {key!r} are hidden. {needed(hidden)}")


def needed(hidden: HiddenSet) -> str:
    """A sentence with the permission that shows what is hidden."""
    return f"Who has not the permission {hidden.permission} is shown none of them: give it to the account we run as."


def ids(client: Client, trait: NestedSet, key: str, row: Mapping[str, Any]) -> list[str]:
    """The ids in the set of the object `key`, from a listing during which nothing moved. Raises VendorError.

    The object was read just now as `row`: that its set is not found says nothing of what is in it. Raises Hidden where
    an empty listing is not to be believed: whoever may see what is hidden, as our access token says, is shown all.
    """
    inside = client.shim.collection(trait.collection)
    path = PLACES.findall(inside.key)[-1]
    try:
        read = pages(client, inside, exhaustive=True, query={inside.parents[0]: key})
        found = [dig(row, path) for page in read for row in page.rows]
    except NotFound as error:
        problem = f"{key!r} is there, and its {trait.field} are not found."
        raise Incomplete(problem, request_id=error.request_id).at("GET", error.path or "", error.status) from None
    if any(isinstance(each, bool) or not isinstance(each, str | int) for each in found):
        raise Incomplete(f"A row of the {trait.field} of {key!r} has no {path!r}.")
    if not found and trait.hidden is not None and _may_hide(client, trait.hidden, row):
        raise Hidden(trait.field, key, trait.hidden)
    return [str(each) for each in found]


def _may_hide(client: Client, hidden: HiddenSet, row: Mapping[str, Any]) -> bool:
    """Whether the set of the object `row` is kept back from us, as far as anything says. Raises VendorError."""
    if dig(row, hidden.field) not in (MISSING, hidden.value):
        return False
    return not hidden.claim or hidden.permission not in listed(client.access_token(), hidden.claim)
