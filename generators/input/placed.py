"""Traits of a whole vendor as `provider.yaml` states them: each with its place, so that a message can name the line."""

from __future__ import annotations

from generators.input.yaml_source import Place
from rolecall.specification.declaration import dataclass
from rolecall.specification.traits import Containment, Label, RiskTier


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel(Label):
    """A `Label` and its place."""

    place: Place

    def trait(self) -> Label:
        """The trait alone."""
        return Label(of=self.of, name=self.name, key=self.key, kind=self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedContainment(Containment):
    """A `Containment` and its place."""

    place: Place

    def trait(self) -> Containment:
        """The trait alone."""
        return Containment(whole=self.whole, parts=self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRiskTier(RiskTier):
    """A `RiskTier` and its place."""

    place: Place

    def trait(self) -> RiskTier:
        """The trait alone."""
        return RiskTier(
            names=self.names,
            tier=self.tier,
            reason=self.reason,
            kind=self.kind,
            level=self.level,
            holders=self.holders,
        )
