"""The checkout of rolecall, which has more than the wheel."""

from __future__ import annotations

from pathlib import Path

import rolecall


def has_stacks() -> bool:
    """Whether the stacks that the demo deploys are there: a checkout has them, the wheel does not."""
    return Path(rolecall.__file__).parents[1].joinpath("stacks", "__main__.py").is_file()
