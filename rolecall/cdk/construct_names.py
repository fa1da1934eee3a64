"""Terraform names of constructs, and the guard against two constructs that get the same one.

CDKTF turns a construct's path into a Terraform name by dropping every character but letters, digits, `-` and `_`.
At the top of a stack it adds nothing to tell names apart, so `j.doe@x.io` and `jdoe@x.io` both become `jdoexio`, and
in the JSON one overwrites the other. Bindings and patterns claim their names here first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from rolecall.cdk.errors import DeclarationError, NameCollisionError
from rolecall.cdk.single_owner import Declaration as Managed
from rolecall.cdk.single_owner import SingleOwners
from rolecall.cdk.source_locations import Declared, Place, caller, write
from rolecall.cdk.toolkit import App, Construct, IConstruct, IValidation, TerraformProvider, TerraformStack, implements
from rolecall.cdk.write_only import EphemeralVariables, Written

_DROPPED: Final = re.compile(r"[^A-Za-z0-9_-]")
_VALID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_LONGEST: Final = 255
_LONGEST_READABLE: Final = 240


@dataclass(slots=True)
class Registry:
    """Names in one stack so far.

    Attributes:
        taken: for (element type, Terraform name) the path of the construct that has it.
        logins: for (provider, login) the path of the person whose account it is.
        providers: local names of the providers that have a block.
        declared: for (element type, Terraform name) where it is declared.
        written: write-only arguments that refer to something.
        resources: managed resources, each a construct of its own.
    """

    taken: dict[tuple[str, str], str] = field(default_factory=dict)
    logins: dict[tuple[str, str], str] = field(default_factory=dict)
    providers: set[str] = field(default_factory=set)
    blocks: dict[str, TerraformProvider] = field(default_factory=dict)
    declared: dict[tuple[str, str], Declared] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    resources: list[Managed] = field(default_factory=list)

    def claim(self, element_type: str, name: str, path: str, place: Place | None = None) -> None:
        """Take `name` for the construct at `path`, declared at `place`: by default where the code calls us from.

        Raises NameCollisionError if another construct has it, DeclarationError if Terraform would not accept it.
        """
        if not _VALID.fullmatch(name):
            raise DeclarationError(
                f"{path}: the id becomes the Terraform name {name!r}, which does not start with a letter or '_'; "
                "choose another id"
            )
        owner = self.taken.setdefault((element_type, name), path)
        if owner != path:
            raise NameCollisionError(
                f"{owner!r} and {path!r} would both become the Terraform address {element_type}.{name}, and one of "
                "them would be lost; give one of them another id"
            )
        if (element_type, name) not in self.declared:
            self.declared[element_type, name] = Declared(place or caller(), path)

    def claim_login(self, provider: str, login: str, path: str) -> None:
        """Note that the person at `path` has account `login`; raises NameCollisionError if another person has it."""
        owner = self.logins.setdefault((provider, login), path)
        if owner != path:
            raise NameCollisionError(f"{owner!r} and {path!r} would both be the {provider} account {login!r}")

    def release(self, element_type: str, name: str, path: str) -> None:
        """Give `name` back, if the construct at `path` has it."""
        if self.taken.get((element_type, name)) == path:
            del self.taken[(element_type, name)]
            self.declared.pop((element_type, name), None)


@dataclass(frozen=True, slots=True)
class Home:
    """The home of a construct: its stack's path and registry, and the ids between the stack and itself."""

    stack_path: str
    registry: Registry
    ids: tuple[str, ...]

    def path(self, construct_id: str) -> str:
        """The construct path of a child called `construct_id`."""
        return "/".join((self.stack_path, *self.ids, sanitize(construct_id)))

    def enter(self, construct: IConstruct, construct_id: str) -> Home:
        """The home of the children of `construct`, which lives here as `construct_id`."""
        home = Home(self.stack_path, self.registry, (*self.ids, sanitize(construct_id)))
        _homes[construct] = home
        return home

    def child_name(self, construct_id: str) -> str:
        """The Terraform name that CDKTF gives a child called `construct_id`."""
        return terraform_name((*self.ids, sanitize(construct_id)))


_registries: WeakKeyDictionary[IConstruct, Registry] = WeakKeyDictionary()
_homes: WeakKeyDictionary[IConstruct, Home] = WeakKeyDictionary()


def home_of(scope: Construct) -> Home:
    """The home of `scope`. Remembered, because every question to a construct costs a round trip to JavaScript."""
    home = _homes.get(scope)
    if home is None:
        stack = TerraformStack.of(scope)
        root = stack.node.path
        inner = scope.node.path[len(root) + 1 :]
        registry = _registries.get(stack)
        if registry is None:
            registry = _registries[stack] = Registry()
            stack.node.add_validation(_DeclarationsWritten(stack, registry))
            stack.node.add_validation(EphemeralVariables(stack, registry.written))
            stack.node.add_validation(SingleOwners(stack, registry.resources))
        home = _homes[scope] = Home(root, registry, tuple(inner.split("/")) if inner else ())
    return home


def sanitize(construct_id: str) -> str:
    """A construct id as `constructs` stores it: the path separator replaced."""
    return construct_id.replace("/", "--")


def readable(text: str) -> str:
    """`text` without the characters that no Terraform name may have: CDKTF's rule for a single id."""
    return _DROPPED.sub("", text)


def terraform_name(ids: Sequence[str]) -> str:
    """The Terraform name of a construct whose ids below its stack are `ids`: CDKTF's own rule, without asking it.

    `Default` counts for nothing; a single id stands alone; a longer path gets eight digits of its hash.
    """
    parts = [part for part in ids if part != "Default"]
    if not parts:
        raise DeclarationError(f"a construct called {'/'.join(ids)!r} has no Terraform name; choose another id")
    if len(parts) == 1 and len(readable(parts[0])) <= _LONGEST:
        return readable(parts[0])
    # CDKTF chose MD5; it tells paths apart and protects nothing.
    digest = hashlib.md5("/".join(parts).encode(), usedforsecurity=False).hexdigest()[:8].upper()
    shown: list[str] = []
    for part in parts:
        if not shown or not shown[-1].endswith(part):
            shown.append(part)
    human = "_".join(readable(part) for part in shown if part != "Resource")
    return f"{human[:_LONGEST_READABLE]}_{digest}"


@implements(IValidation)
class _DeclarationsWritten:
    """Writes where the stack's resources are declared when CDKTF asks whether all is well, last before it writes."""

    def __init__(self, stack: TerraformStack, registry: Registry) -> None:
        self._stack = stack
        self._registry = registry

    def validate(self) -> list[str]:
        folder = Path(App.of(self._stack).outdir, "stacks", self._stack.node.id)
        try:
            write(folder, self._registry.declared)
        except OSError as error:
            return [f"where resources are declared cannot be written to {folder}: {error.strerror or error}"]
        return []
