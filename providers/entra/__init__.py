# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The shim for Microsoft Entra: declarations that rolecall.runtime executes."""

from __future__ import annotations

from .provider import PROVIDER

__all__ = ["PROVIDER"]
