# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The shim for Microsoft Entra: declarations that providers.runtime executes."""

from __future__ import annotations

from providers.shims.entra.provider import PROVIDER

__all__ = ["PROVIDER"]
