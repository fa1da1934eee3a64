"""The runtime as the jobs see it: all that drift, review, adopt and access use of it.

Most of it is pure: paths into values, decoding, checks and plans of one resource. There is nothing to wrap, so the
names are handed on as they are, and `__all__` is the whole list. Vendors are read through `rolecall.estate.parallel`.
"""

from __future__ import annotations

import re
from typing import Final

from rolecall.runtime import shims
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.guards.guard import means, protecting
from rolecall.runtime.resources.instance import normal_url
from rolecall.runtime.resources.object.importing import place_of
from rolecall.runtime.resources.planning import plan_update
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.state_upgrade import configuration_of, from_json
from rolecall.runtime.resources.unsaid import UNSAID
from rolecall.runtime.values.checks import check_values, parse_time
from rolecall.runtime.values.forms import forms_of_resource
from rolecall.runtime.values.paths import MISSING, ValuePath, dig, every, sibling, value_at, values_at
from rolecall.runtime.values.unknown import UNKNOWN, is_set

OTHER_INSTANCE: Final = re.compile(r" belongs to another instance of | now, and was ")
"""In the summary of a refusal: the object was made at another instance, or its id is somebody else's now."""

__all__ = [
    "MISSING",
    "OTHER_INSTANCE",
    "UNKNOWN",
    "UNSAID",
    "Connection",
    "Diagnostic",
    "Private",
    "Refusal",
    "Settings",
    "ValuePath",
    "VendorError",
    "check_values",
    "configuration_of",
    "dig",
    "every",
    "forms_of_resource",
    "from_json",
    "is_set",
    "means",
    "normal_url",
    "parse_time",
    "place_of",
    "plan_update",
    "protecting",
    "shims",
    "sibling",
    "value_at",
    "values_at",
]
