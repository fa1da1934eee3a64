"""The names of the classes in a vendor's module."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.input.yaml_source import DefinitionError, Place


@dataclass(slots=True)
class Classes:
    """Names of the classes of one module; each once."""

    vendor: str
    taken: dict[str, str] = field(default_factory=dict)

    def claim(self, name: str, what: str) -> str:
        """`name`, now the class of `what`; raises `DefinitionError` if it is taken."""
        if name in self.taken:
            raise DefinitionError(
                Place(f"{self.vendor}/provider.yaml", 1),
                f"{what} and {self.taken[name]} both need the class {name} in the bindings",
                "names that differ by more than underscores",
            )
        self.taken[name] = what
        return name
