"""Render a vendor's CDKTF bindings: one module, one class per type, on the base classes of `stacks.elements`."""

from __future__ import annotations

from generators.bindings.module import render

__all__ = ["render"]
