"""Traits of a whole vendor as `provider.yaml` states them: each with its place, so that a message can name the line."""

from __future__ import annotations

from generators.input.yaml_source import Place
from rolecall.specification.declaration import dataclass
from rolecall.specification.traits import Containment, Label, RiskTier


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel(Label):
    """A `Label` and its place."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedContainment(Containment):
    """A `Containment` and its place."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRiskTier(RiskTier):
    """A `RiskTier` and its place."""

    place: Place
