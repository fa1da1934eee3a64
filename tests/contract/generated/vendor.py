"""A vendor from two files alone: its provider, and the generic sandbox that stands in for it."""

from __future__ import annotations

import json
from pathlib import Path

from generators.input.openapi import load_description
from generators.load import load_vendor
from generators.output import sandbox
from rolecall.sandbox.generic.document import load
from rolecall.testing.vendor import Vendor


def wild_vendor(folder: Path) -> Vendor:
    """The vendor in `folder`."""
    spec = load_vendor(folder)
    written = sandbox.text(sandbox.document(spec, load_description(folder / "openapi.yaml")))
    return Vendor(spec.provider, load(json.loads(written)))
