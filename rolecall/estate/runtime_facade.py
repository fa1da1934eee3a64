"""The runtime as the jobs see it: all that drift, review, adopt and access use of it.

Most of it is pure: paths into values, decoding, checks and plans of one resource. There is nothing to wrap, so the
names are handed on as they are, and these are all. Vendors are read through `rolecall.estate.parallel`.
"""

from __future__ import annotations

import re
from typing import Final

from rolecall.runtime import shims as shims
from rolecall.runtime.collections.envelope import incarnation_of as incarnation_of
from rolecall.runtime.configuration.settings import Settings as Settings
from rolecall.runtime.connection import Connection as Connection
from rolecall.runtime.diagnostics import Diagnostic as Diagnostic
from rolecall.runtime.diagnostics import Refusal as Refusal
from rolecall.runtime.errors import VendorError as VendorError
from rolecall.runtime.resources.guards.guard import means as means
from rolecall.runtime.resources.guards.guard import protecting as protecting
from rolecall.runtime.resources.instance_names import normal_url as normal_url
from rolecall.runtime.resources.object.importing import place_of as place_of
from rolecall.runtime.resources.planning import plan_update as plan_update
from rolecall.runtime.resources.private_state import Private as Private
from rolecall.runtime.resources.state_upgrade import configuration_of as configuration_of
from rolecall.runtime.resources.state_upgrade import from_json as from_json
from rolecall.runtime.resources.unread_members import UNSAID as UNSAID
from rolecall.runtime.values.checks import check_values as check_values
from rolecall.runtime.values.checks import parse_time as parse_time
from rolecall.runtime.values.paths import MISSING as MISSING
from rolecall.runtime.values.paths import ValuePath as ValuePath
from rolecall.runtime.values.paths import dig as dig
from rolecall.runtime.values.paths import every as every
from rolecall.runtime.values.paths import sibling as sibling
from rolecall.runtime.values.paths import value_at as value_at
from rolecall.runtime.values.paths import values_at as values_at
from rolecall.runtime.values.text_rules import forms_of_resource as forms_of_resource
from rolecall.runtime.values.unknown import UNKNOWN as UNKNOWN
from rolecall.runtime.values.unknown import is_set as is_set

OTHER_INSTANCE: Final = re.compile(r" belongs to another instance of | now, and was ")
"""In the summary of a refusal: the object was made at another instance, or its id is somebody else's now."""
