"""The dialect that a provider block chooses, as far as synthesis can know it."""

from __future__ import annotations

import os

from rolecall.cdk.base_classes import Provider
from rolecall.cdk.values import is_reference


def dialect_of(block: Provider | None, vendor: str, argument: str = "api_dialect") -> str | None:
    """The dialect that `block` of `vendor` names, or the environment (`TANIUM_API_DIALECT`); None where neither says.

    None too where the vendor is asked (`auto`), or where only Terraform will know.
    """
    given = None if block is None else block.arguments.get(argument)
    if isinstance(given, str):
        return None if given == "auto" or is_reference(given) else given
    named = os.environ.get(f"{vendor}_{argument}".upper())
    return None if named in (None, "", "auto") else named
