"""The life of tokens that plans make."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.review.before_and_after import Reviewed

_RELATIVE = re.compile(r"\+(\d+)([smhdw])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def life(each: Reviewed, now: datetime) -> float | None:
    """The life of a token in days, as the plan shows it; None where it does not end, or does not say."""
    rule = each.resource.access.credential if each.resource.access else None
    values = each.after.values if each.after else {}
    if rule is None:
        return None
    days = values.get(rule.days) if rule.days else None
    if isinstance(days, int | float) and not isinstance(days, bool):
        return float(days)
    end: Any = values.get(rule.until) if rule.until else None
    if not isinstance(end, str) or end is UNKNOWN:
        return None
    if found := _RELATIVE.fullmatch(end):
        return int(found[1]) * _SECONDS[found[2]] / 86400
    try:
        moment = datetime.fromtimestamp(int(end), UTC) if end.isdigit() else datetime.fromisoformat(end)
    except (ValueError, OverflowError, OSError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds() / 86400)
