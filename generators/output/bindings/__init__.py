"""Render a vendor's CDKTF bindings: one module, one class per type, on the base classes of `rolecall.cdk.elements`."""

from __future__ import annotations

from generators.output.bindings.module import render as render
