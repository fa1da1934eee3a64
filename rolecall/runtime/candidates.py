"""The shims that a provider block allows: one for each dialect that may be spoken, with the settings to reach it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from rolecall.runtime import shims
from rolecall.runtime.configuration.credentials import environment_name
from rolecall.runtime.configuration.presets import with_preset
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import AUTO, Dialect, Provider


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shim and the settings to reach its vendor with.

    `unfit` are the values of arguments that this dialect refuses and another takes: it is asked for all the same, since
    nothing but the vendor says which it speaks, and they are errors once it is this one.
    """

    shim: Provider
    settings: Settings
    unfit: Diagnostics = field(default_factory=Diagnostics)

    def told(self, arguments: Mapping[str, str]) -> Candidate:
        """The same with `arguments` that nobody gave."""
        return replace(self, settings=replace(self.settings, arguments={**self.settings.arguments, **arguments}))

    @property
    def dialects(self) -> list[Dialect]:
        """The dialects that the shim declares."""
        return [each for each in self.shim.dialects if (each.argument, each.name) in self.shim.spoken]


def candidates(
    shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[list[Candidate], Diagnostics]:
    """The shims that a provider block allows, with their settings; empty where it cannot be used, or not yet.

    The findings are those about the first shim that is allowed. Nothing is sent.
    """
    found: list[Candidate] = []
    first: Diagnostics | None = None
    for each in _allowed(shim, config, environment):
        unfit = Diagnostics()
        settings, findings = resolve(each, config, environment, unfit=unfit)
        settings = None if settings is None or _lacks_argument(each, settings, findings) else settings
        first = findings if first is None else first
        if settings is not None:
            found.append(Candidate(with_preset(each, settings.arguments), settings, unfit))
    if found and all(each.unfit.has_error for each in found):
        return [], found[0].unfit
    if found or first is None:
        return found, Diagnostics([item for item in first or () if item.severity != "error"])
    return [], first


def _lacks_argument(shim: Provider, settings: Settings, found: Diagnostics) -> bool:
    """Whether an argument is missing that the addresses of this dialect alone are made of; the finding is added."""
    spoken = dict(shim.spoken)
    needed = [
        name
        for each in shim.dialects
        if each.name == spoken[each.argument]
        for name in addressed_by(each)
        if not all(name in addressed_by(other) for other in shim.dialects if other.argument == each.argument)
    ]
    for name in needed:
        if not settings.arguments.get(name):
            found.error(
                f"`{name}` is missing",
                f"The addresses of {shim.title} are made of it in this dialect. Set it in the provider block or as "
                f"{environment_name(shim, name)}.",
                (name,),
            )
            return True
    return False


def addressed_by(dialect: Dialect) -> list[str]:
    """The arguments of the provider block that the address of the probe is made of."""
    return [place.removeprefix("provider.") for place in PLACES.findall(dialect.probe.path)]


def every_dialect(shim: Provider) -> Iterator[Provider]:
    """The shims of all dialects of a vendor that has several."""
    return _allowed(shim, {}, {}) if shim.dialects else iter(())


def _allowed(shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[Provider]:
    """The shims of the dialects that the arguments allow, the vendor's own first."""
    own = dict(shim.spoken)
    choices: list[list[str]] = []
    for argument in own:
        given = config.get(argument)
        value = given if is_set(given) else environment.get(environment_name(shim, argument)) or AUTO
        names = [each.name for each in shim.dialects if each.argument == argument]
        choices.append([str(value)] if value in names else names)
    for chosen in product(*choices):
        key = "_".join(name for argument, name in zip(own, chosen, strict=True) if name != own[argument])
        yield shim if not key else shims.dialect(shim.name, key)


def unconfigured(shim: Provider) -> Refusal:
    """The error for a provider whose arguments are not known yet."""
    return refusal(
        f"The {shim.title} provider is not configured yet",
        "Its arguments are unknown until other resources are applied. Apply those first, for example with `-target`, "
        "or give the arguments values that are known.",
    )
