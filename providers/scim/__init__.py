# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The shim for SCIM: declarations that rolecall.runtime executes."""

from __future__ import annotations

from .provider import PROVIDER

__all__ = ["PROVIDER"]
