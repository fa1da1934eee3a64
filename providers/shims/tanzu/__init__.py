# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The shim for VMware Tanzu: declarations that providers.runtime executes."""

from __future__ import annotations

from providers.shims.tanzu.provider import PROVIDER

__all__ = ["PROVIDER"]
