# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The shim for Okta: declarations that rolecall.runtime executes."""

from __future__ import annotations

from .provider import PROVIDER

__all__ = ["PROVIDER"]
