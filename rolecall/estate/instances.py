"""Vendors to read, and how they are reached: as the provider block would, from the environment.

A vendor is named `tanium`, or `tanzu@beta` where a stack has several provider blocks of it: `beta` is the block's
alias. The arguments of `tanzu@beta` come from BETA_TANZU_KUBERNETES_HOST and so on, and from TANZU_… where those are
not set. A file may give arguments that are no secrets:

    vendors:
      - vendor: tanzu
        alias: beta
        arguments:
          kubernetes: {config_path: ~/.kube/config, config_context: beta}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rolecall.estate.gaps import Gap, gap_of_findings
from rolecall.reports.errors import JobError
from rolecall.reports.yaml_mistakes import yaml_mistakes
from rolecall.runtime import shims
from rolecall.runtime.candidates import Candidate, candidates
from rolecall.runtime.configuration.credentials import sensitive_arguments
from rolecall.runtime.configuration.provider_block import check_configuration
from rolecall.runtime.configuration.settings import Settings
from rolecall.specification.schema import Provider
from rolecall.text.yaml_file import Node, load

_LABEL: Final = re.compile(r"(?P<vendor>[a-z][a-z0-9_]*)(?:@(?P<alias>[A-Za-z_][\w-]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One vendor as one provider block reaches it. `alias` is the block's, None for the default one.

    `dialects` are all shims that the block allows, where the vendor has to be asked which shape of its API it speaks.
    """

    shim: Provider
    settings: Settings = field(repr=False)
    alias: str | None = None
    dialects: tuple[Candidate, ...] = field(default=(), repr=False)

    @property
    def vendor(self) -> str:
        """The provider's name."""
        return self.shim.name

    @property
    def label(self) -> str:
        """The name in reports: `tanium`, `tanzu@beta`."""
        return label_of(self.shim.name, self.alias)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A vendor that somebody asked for, with what a file says about it."""

    vendor: str
    alias: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


def label_of(vendor: str, alias: str | None) -> str:
    """The label of a vendor's provider block."""
    return vendor if alias is None else f"{vendor}@{alias}"


def parse_choice(text: str) -> Choice:
    """The choice that `text` (`tanium`, `tanzu@beta`) names. Raises JobError for a vendor that there is not."""
    found = _LABEL.fullmatch(text)
    if found is None or shims.load(found["vendor"]) is None:
        raise JobError(
            f"There is no vendor {text!r}.", hint="Write tanium, or tanzu@beta for the block with that alias."
        )
    return Choice(vendor=found["vendor"], alias=found["alias"])


@yaml_mistakes()
def read_choices(file: Path) -> list[Choice]:
    """The vendors that a YAML file names. Raises JobError, which says where it is wrong."""
    root = load(file, "the file of vendors")
    parts = root.mapping() if root.is_mapping else {}
    if set(parts) != {"vendors"} or not parts["vendors"].is_list:
        hint = "See the example in the documentation: a list `vendors` of {vendor, alias, arguments}."
        raise root.wrong("there is no list `vendors`, or something beside it", hint)
    return [_choice(node) for node in parts["vendors"].items()]


def _choice(node: Node) -> Choice:
    entry = node.plain()
    if not isinstance(entry, dict) or not set(entry) <= {"vendor", "alias", "arguments"} or "vendor" not in entry:
        raise node.wrong(f"{node.what} must have `vendor` and may have `alias` and `arguments`", "Correct the file.")
    alias = entry.get("alias")
    choice = parse_choice(str(entry["vendor"]) if alias is None else f"{entry['vendor']}@{alias}")
    arguments = entry.get("arguments") or {}
    shim = shims.load(choice.vendor)
    assert shim is not None
    if not isinstance(arguments, dict) or not set(arguments) <= {item.name for item in shim.schema.attributes}:
        known = ", ".join(item.name for item in shim.schema.attributes)
        raise node.wrong(f"{node.what}: `arguments` are those of the provider block: {known}", "Correct the file.")
    for name in sensitive_arguments(shim):
        outer, _, inner = name.partition(".")
        holder = arguments.get(outer)
        if holder is not None and (not inner or (isinstance(holder, dict) and holder.get(inner) is not None)):
            variable = f"{choice.alias}_{shim.name}_{name}" if choice.alias else f"{shim.name}_{name}"
            raise node.wrong(
                f"{node.what}: `{name}` is a secret, and secrets do not belong in this file",
                f"Take it out and set {re.sub(r'[^A-Za-z0-9]', '_', variable).upper()} in the environment.",
            )
    return Choice(vendor=choice.vendor, alias=choice.alias, arguments=_expanded(arguments))


def _expanded(value: Any) -> Any:
    """`value` with a leading `~` in texts replaced by the home folder, as a shell would."""
    if isinstance(value, str):
        return str(Path(value).expanduser()) if value.startswith("~/") else value
    return {name: _expanded(item) for name, item in value.items()} if isinstance(value, dict) else value


def configure(choice: Choice, environment: Mapping[str, str]) -> Instance | Gap:
    """The vendor of `choice` and how to reach it, or why it cannot be reached. Nothing is sent."""
    shim = shims.load(choice.vendor)
    label = label_of(choice.vendor, choice.alias)
    if shim is None:
        why = f"this version of rolecall has no provider {choice.vendor!r}"
        return Gap(vendor=label, what="everything", why=why, advice="Use the version that made the state.")
    config = {item.name: choice.arguments.get(item.name) for item in shim.schema.attributes}
    own = _environment(choice, environment)
    found = [item for item in check_configuration(shim, config, own) if item.severity == "error"]
    if not found:
        allowed, findings = candidates(shim, config, own)
        if allowed:
            first, several = allowed[0], tuple(allowed) if len(allowed) > 1 else ()
            return Instance(shim=first.shim, settings=first.settings, alias=choice.alias, dialects=several)
        found = [item for item in findings if item.severity == "error"]
    return gap_of_findings(label, "everything", found)


def _environment(choice: Choice, environment: Mapping[str, str]) -> Mapping[str, str]:
    """The environment as the block of `choice` sees it: its own variables in front of the vendor's."""
    if choice.alias is None:
        return environment
    prefix = re.sub(r"\W|-", "_", choice.alias).upper() + "_"
    own = f"{prefix}{choice.vendor.upper()}_"
    return {
        **environment,
        **{name[len(prefix) :]: value for name, value in environment.items() if name.startswith(own)},
    }


def choices(named: Iterable[str], files: Iterable[Path], used: Iterable[tuple[str, str | None]]) -> list[Choice]:
    """The vendors to read: those named and those in files, or else those that are `used` (vendor, alias) in state.

    Raises JobError for one that there is not or that is given twice.
    """
    found = [choice for file in files for choice in read_choices(file)]
    listed = {(choice.vendor, choice.alias) for choice in found}
    if len(listed) < len(found):
        raise JobError("The file of vendors gives one vendor and alias twice.", hint="Give each of them once.")
    for text in dict.fromkeys(named):
        choice = parse_choice(text)
        if (choice.vendor, choice.alias) not in listed:
            listed.add((choice.vendor, choice.alias))
            found.append(choice)
    if found:
        return found
    return [
        Choice(vendor=vendor, alias=alias)
        for vendor, alias in sorted(set(used), key=lambda pair: (pair[0], pair[1] or ""))
    ]
