# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The shim for Splunk in api_dialect acs: declarations that rolecall.runtime executes."""

from __future__ import annotations

from .provider import PROVIDER

__all__ = ["PROVIDER"]
