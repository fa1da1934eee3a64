# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The shim for Okta: declarations that providers.runtime executes."""

from __future__ import annotations

from providers.shims.okta.provider import PROVIDER

__all__ = ["PROVIDER"]
