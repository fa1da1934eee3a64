"""Filter expressions (RFC 7644 section 3.4.2.2), built so that a value can never be anything but a value."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, Literal

LONGEST: Final = 3000
"""Characters of an expression that are sent in one address; servers and proxies take 8000 of a whole request line."""


def equals(member: str, value: str) -> str:
    """`member eq "value"`, the value as a JSON string: quotes, backslashes and control characters are escaped."""
    return f"{member} eq {json.dumps(value, ensure_ascii=False)}"


def present(member: str) -> str:
    """`member pr`: it has a value."""
    return f"{member} pr"


def element(member: str, value: str) -> str:
    """The path of the elements whose `value` is this one (RFC 7644 section 3.5.2): `members[value eq "1"]`."""
    return f"{member}[{equals('value', value)}]"


def worded(form: str, name: Any) -> Any:
    """`name` as a filter says it: `form` with it in place of `{}`, quotes in it doubled (OData) or escaped (SCIM)."""
    if not form:
        return name
    text = str(name).replace("'", "''") if "'{}'" in form else json.dumps(str(name), ensure_ascii=False)[1:-1]
    return form.replace("{}", text)


def joined(
    first: str, expressions: Iterable[str], word: Literal["and", "or"], longest: int = LONGEST
) -> Iterable[tuple[str, int]]:
    """`first and (one or other …)` or `first and one and other …` over all `expressions`, in as many filters as needed.

    Brackets, which not every server reads, are written only where they are needed. Gives each filter with the number of
    expressions in it.
    """
    taken: list[str] = []
    length = len(first)
    for each in expressions:
        if taken and length + len(each) > longest:
            yield _both(first, taken, word), len(taken)
            taken, length = [], len(first)
        taken.append(each)
        length += len(each) + 5
    if taken:
        yield _both(first, taken, word), len(taken)


def _both(first: str, others: list[str], word: str) -> str:
    several = len(others) > 1 and word == "or"
    return f"{first} and ({' or '.join(others)})" if several else " and ".join([first, *others])
