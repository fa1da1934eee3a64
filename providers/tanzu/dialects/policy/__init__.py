# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The shim for VMware Tanzu in csp_dialect classic, tmc_dialect policy: declarations that rolecall.runtime executes."""

from __future__ import annotations

from .provider import PROVIDER

__all__ = ["PROVIDER"]
