"""Members that an answer does not say: unknown, neither empty nor as they were before."""

from __future__ import annotations

from typing import Final

UNSAID: Final = "The vendor did not say"
"""The summary of every finding about such a member begins with this, and the name of the attribute follows."""
