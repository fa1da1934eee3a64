"""What can hurt you: every trait in a sentence, with the vendor's own values.

The sentences are for the people who run the provider. Each says what the vendor does and what the provider makes of it.
"""

from __future__ import annotations

from generators.output.hazards.access import of_access as of_access
from generators.output.hazards.access import of_action as of_action
from generators.output.hazards.access import of_risk_tiers as of_risk_tiers
from generators.output.hazards.providers import of_provider as of_provider
from generators.output.hazards.resources import of_resource as of_resource
