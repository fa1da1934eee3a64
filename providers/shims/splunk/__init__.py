# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The shim for Splunk: declarations that providers.runtime executes."""

from __future__ import annotations

from providers.shims.splunk.provider import PROVIDER

__all__ = ["PROVIDER"]
