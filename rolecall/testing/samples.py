"""Values that an attribute takes, and that tell objects apart: for cases that nobody writes by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rolecall.sandbox.generic.forms import sample_texts, text_like
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import FutureTime, Length, Matches, NotEmpty


def sample(item: Attribute, number: int) -> str:
    """A text for `item`, another one for each `number` of two digits.

    Raises ValueError where nothing that could be thought of fits its checks: the type needs a case by hand.
    """
    patterns = [check.pattern for check in item.checks if isinstance(check, Matches)]
    longest = min((check.maximum for check in item.checks if isinstance(check, Length)), default=None)
    for text in _candidates(item, number):
        short = text if longest is None else text[-longest:]
        if (short or not _must_be_said(item)) and all(re.fullmatch(each, short) for each in patterns):
            return short
    raise ValueError(f"{item.name}: nothing that tests can think of is of the form {' and '.join(patterns)}")


def _candidates(item: Attribute, number: int) -> Iterator[str]:
    if any(isinstance(check, FutureTime) for check in item.checks):
        yield f"2099-01-{number % 28 + 1:02}T00:00:00Z"
    yield from sample_texts(item.name, number)
    patterns = (check.pattern for check in item.checks if isinstance(check, Matches))
    yield from filter(None, (text_like(each, number) for each in patterns))


def _must_be_said(item: Attribute) -> bool:
    return item.required or any(isinstance(check, NotEmpty) for check in item.checks)
