"""The settings of a role: which there are, of which type, and what they are when nobody set them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LISTS: tuple[str, ...] = (
    "deleteIndexesAllowed",
    "fieldFilterExemption",
    "srchFederatedProvidersAllowed",
    "srchFederatedProvidersDefault",
    "srchIndexesAllowed",
    "srchIndexesDefault",
    "srchIndexesDisallowed",
)
TEXTS: Mapping[str, str] = {"defaultApp": "", "srchFilter": ""}
NUMBERS: Mapping[str, int] = {
    "cumulativeRTSrchJobsQuota": 0,
    "cumulativeSrchJobsQuota": 0,
    "queuedSearchQuota": 0,
    "rtSrchJobsQuota": 6,
    "srchDiskQuota": 100,
    "srchJobsQuota": 3,
    "srchMinScheduleInterval": 0,
    "srchTimeEarliest": -1,
    "srchTimeWin": -1,
}
JOINED: tuple[str, ...] = ("srchFederatedProvidersAllowed", "srchFederatedProvidersDefault")
"""Lists that are written as one text with `;` between."""
FLAGS: Mapping[str, bool] = {"srchAllowAdvancedCron": False}

INHERITED_NUMBERS: tuple[str, ...] = tuple(
    name for name in NUMBERS if name not in ("queuedSearchQuota", "srchMinScheduleInterval")
)
INHERITED_LISTS: tuple[str, ...] = ("srchIndexesAllowed", "srchIndexesDefault", "srchIndexesDisallowed")

ALL: tuple[str, ...] = (*LISTS, *TEXTS, *NUMBERS, *FLAGS)


def defaults() -> dict[str, Any]:
    """A fresh set of settings as a new role has them."""
    return {**{name: [] for name in LISTS}, **TEXTS, **NUMBERS, **FLAGS}
