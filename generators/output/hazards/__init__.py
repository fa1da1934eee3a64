"""What can hurt you: every trait in a sentence, with the vendor's own values.

The sentences are for the people who run the provider. Each says what the vendor does and what the provider makes of it.
"""

from __future__ import annotations

from generators.output.hazards.access import of_access, of_action, of_risk_tiers
from generators.output.hazards.providers import of_provider
from generators.output.hazards.resources import of_resource

__all__ = ["of_access", "of_action", "of_provider", "of_resource", "of_risk_tiers"]
