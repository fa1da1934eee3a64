"""The vendor's own error answers, told from those of proxies and of servers without the route."""

from __future__ import annotations

import json

from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import ErrorShape


def is_signed(shape: ErrorShape, content: bytes) -> bool:
    """Whether the body of an error has one of the members that the vendor alone writes."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return any(dig(data, path) not in (MISSING, None, "") for path in shape.signature)
