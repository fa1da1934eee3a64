"""Places of paths that are filled by their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generators.input.description import ApiOperation
from generators.input.operations import Call


def filled(call: Call, api: ApiOperation, names: Sequence[str]) -> Call:
    """`call`, the places of whose path take `names` in their order; what the definition says of one wins."""
    places = re.findall(r"\{([^{}]+)\}", api.path)
    return replace(call, parameters={**dict(zip(places, names, strict=False)), **call.parameters})
