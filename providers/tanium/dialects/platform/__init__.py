# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The shim for Tanium in api_dialect platform: declarations that rolecall.runtime executes."""

from __future__ import annotations

from .provider import PROVIDER

__all__ = ["PROVIDER"]
