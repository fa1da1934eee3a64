"""Sets that are collections of their own, inside of the objects that have them (`NestedSet`)."""

from __future__ import annotations

from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.errors import Incomplete, NotFound
from rolecall.runtime.http.client import Client
from rolecall.runtime.values.paths import PLACES, dig
from rolecall.specification.schema import NestedSet


def ids(client: Client, trait: NestedSet, key: str) -> list[str]:
    """The ids in the set of the object `key`, from a listing during which nothing moved. Raises VendorError.

    The object was read just now: that its set is not found says nothing of what is in it.
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
    return [str(each) for each in found]
