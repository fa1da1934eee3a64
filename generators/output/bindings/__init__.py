"""Render a vendor's CDKTF bindings: one module, a class for each type, on `rolecall.cdk.base_classes`."""

from __future__ import annotations

from generators.output.bindings.module import render as render
