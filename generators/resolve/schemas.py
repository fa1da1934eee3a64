"""The schemas of one definition, and what later steps ask about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generators.input.yaml_source import DefinitionError, Remark
from generators.naming import is_attribute_name
from generators.resolve.attributes import Derivation
from generators.resolve.fields import Fields, Rules
from rolecall.specification.schema import Attribute


class Schemas:
    """Derives the attributes of every schema of one definition.

    `shared` are the ignored members that hold everywhere. `used` are those that some schema needed, `described` the API
    description's words about attributes, by resource type and attribute.
    """

    def __init__(self, shared: Mapping[str, Remark]) -> None:
        self._shared = shared
        self.used: set[str] = set()
        self.described: dict[tuple[str, str], str] = {}

    def derive(self, fields: Fields, rules: Rules) -> tuple[Attribute, ...]:
        """The attributes of a schema; remembers which shared ignores they needed.

        Raises `DefinitionError` for a field that is neither mapped nor ignored, a rule about no field, and a name that
        Terraform does not take.
        """
        derivation = Derivation(fields, replace(rules, shared=self._shared))
        found = derivation.attributes()
        self.used |= derivation.used
        self.described.update({(rules.what, name): text for name, text in derivation.described.items()})
        for item in found:
            if not is_attribute_name(item.name):
                raise DefinitionError(
                    rules.place,
                    f"{rules.what}: Terraform takes no attribute named {item.name!r}",
                    "a name like `realm_2`",
                )
        return found
