"""Base classes that generated bindings extend: resources, data sources, ephemeral resources, providers.

A binding states its Terraform type, its provider and its arguments; everything else is here. The JSON is the one
that CDKTF's own generated bindings give. An argument left out, or None, is left out of the JSON.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Final, cast

from rolecall.cdk.construct_names import Home, home_of
from rolecall.cdk.errors import ArgumentTypeError, StackError
from rolecall.cdk.literal_secrets import literal_secrets
from rolecall.cdk.meta_arguments import Connection as Connection
from rolecall.cdk.meta_arguments import Count as Count
from rolecall.cdk.meta_arguments import DependsOn as DependsOn
from rolecall.cdk.meta_arguments import ForEach as ForEach
from rolecall.cdk.meta_arguments import ImportConfig, overlapping
from rolecall.cdk.meta_arguments import Lifecycle as Lifecycle
from rolecall.cdk.meta_arguments import ProviderInfo as ProviderInfo
from rolecall.cdk.meta_arguments import Provisioners as Provisioners
from rolecall.cdk.references import ObjectList as ObjectList
from rolecall.cdk.references import ObjectReference as ObjectReference
from rolecall.cdk.references import list_of_set
from rolecall.cdk.single_owner import Declaration
from rolecall.cdk.single_owner import Membership as Membership
from rolecall.cdk.toolkit import (
    Annotations,
    Construct,
    ImportableResource,
    TerraformDataSource,
    TerraformProvider,
    TerraformResource,
)
from rolecall.cdk.values import Argument, WrongType, canonical_value, holds_reference
from rolecall.cdk.write_only import Written


class Bound:
    """The base of all bindings: declared arguments, checked when given and rendered at synthesis."""

    TF_RESOURCE_TYPE: ClassVar[str]
    """The Terraform type; for a provider its local name."""
    PROVIDER: ClassVar[ProviderInfo]
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = MappingProxyType({})
    """By Terraform name: what each argument takes."""

    _given: dict[str, Any]
    _where: str

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if cls.__module__ == __name__:
            return
        for name, member in vars(cls).items():
            if isinstance(member, property) and name in RESERVED:
                raise StackError(f"binding {cls.__name__}: {name} hides a member of CDKTF; call it {name}_attribute")

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The declared arguments, by Terraform name, as they will be rendered. Read-only; for Aspects and checks."""
        return MappingProxyType(self._given)

    def set_argument(self, name: str, value: object) -> None:
        """Declare argument `name` (its Terraform name) anew; None leaves it out. Raises ArgumentTypeError."""
        if name not in self.ARGUMENTS:
            raise ArgumentTypeError(f"{self._where}: {self.TF_RESOURCE_TYPE} has no argument {name!r}")
        checked = self.checked({name: value}, self._where)
        if name in checked:
            self._given[name] = checked[name]
        else:
            self._given.pop(name, None)

    @classmethod
    def checked(cls, arguments: Mapping[str, object], where: str) -> dict[str, Any]:
        """`arguments` (by Terraform name) as they will be rendered, None left out.

        `where` is the construct path for errors. Raises ArgumentTypeError, which names it and the argument.
        """
        checked: dict[str, Any] = {}
        for name, value in arguments.items():
            argument = cls.ARGUMENTS[name]
            called = member_name(name)
            if value is None:
                if argument.required:
                    raise ArgumentTypeError(f"{where} ({cls.TF_RESOURCE_TYPE}): argument {called} is required")
                continue
            try:
                checked[name] = canonical_value(argument.kind, value, called)
            except WrongType as error:
                raise ArgumentTypeError(f"{where} ({cls.TF_RESOURCE_TYPE}): argument {error}") from None
        return checked

    def _warn_of_literal_secrets(self) -> None:
        for name, value in self._given.items():
            for path in literal_secrets(self.ARGUMENTS[name], member_name(name), value):
                Annotations.of(cast(Construct, self)).add_warning(
                    f"argument {path} of {self.TF_RESOURCE_TYPE} is a secret given as plain text, so "
                    "the synthesized JSON holds it; give a sensitive variable or an ephemeral reference instead"
                )

    def _synthesize_attributes(self) -> dict[str, Any]:
        return self._given

    def _synthesize_hcl_attributes(self) -> dict[str, Any]:
        raise StackError(f"{self._where}: bindings render Terraform JSON only; unset SYNTH_HCL_OUTPUT")


class _Named(Bound):
    """A binding with a Terraform name of its own, claimed in its stack so that no two constructs share it."""

    ADDRESS_PREFIX: ClassVar[str] = ""

    _home: Home
    _name: str

    def __init__(self, scope: Construct, id_: str, arguments: Mapping[str, object], **meta: Any) -> None:
        # Everything that can be wrong is told before the construct exists.
        self._home = home_of(scope)
        self._where = self._home.path(id_)
        self._given = self.checked(arguments, self._where)
        self._name = self._home.child_name(id_)
        self._home.registry.claim(self._element_type, self._name, self._where)
        cast(Any, super()).__init__(
            scope,
            id_,
            terraform_resource_type=self._rendered_type,
            terraform_generator_metadata=self.PROVIDER.metadata(),
            **meta,
        )
        self._warn_of_literal_secrets()

    @property
    def terraform_name(self) -> str:
        """The name in this element's Terraform address."""
        return self._name

    def override_logical_id(self, new_logical_id: str) -> None:
        """Choose the Terraform name. Raises NameCollisionError if another construct has it."""
        self._rename(new_logical_id)
        cast(Any, super()).override_logical_id(new_logical_id)

    def reset_override_logical_id(self) -> None:
        """Go back to the name that follows from the construct's path."""
        self._rename(self._home.child_name(self._where.rsplit("/", 1)[-1]))
        cast(Any, super()).reset_override_logical_id()

    def get_set_attribute(self, terraform_attribute: str) -> list[str]:
        """A reference to a set of strings, as a list, which is what expressions can work with."""
        return list_of_set(self, terraform_attribute)

    def _rename(self, name: str) -> None:
        if name != self._name:
            known = self._home.registry.declared[self._element_type, self._name]
            self._home.registry.claim(self._element_type, name, self._where, known.place)
            self._home.registry.release(self._element_type, self._name, self._where)
            self._name = name

    @property
    def _element_type(self) -> str:
        return self.ADDRESS_PREFIX + self.TF_RESOURCE_TYPE

    @property
    def _rendered_type(self) -> str:
        """The type in the block that CDKTF makes."""
        return self.TF_RESOURCE_TYPE


class Resource(_Named, TerraformResource):
    """A managed resource. `CREATE_BEFORE_DESTROY` is its lifecycle's default, so that a token overlaps its heir.

    `ADDS` says of a binding to which set of another resource it adds an element.
    """

    CREATE_BEFORE_DESTROY: ClassVar[bool] = False
    ADDS: ClassVar[Membership | None] = None

    def __init__(
        self,
        scope: Construct,
        id_: str,
        arguments: Mapping[str, object],
        *,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        **meta: Any,
    ) -> None:
        lifecycle = overlapping(lifecycle) if self.CREATE_BEFORE_DESTROY else lifecycle
        super().__init__(scope, id_, arguments, lifecycle=lifecycle, provider=provider, **meta)
        self._home.registry.declared[self._element_type, self._name].provider = getattr(provider, "alias", None)
        self._declaration = Declaration(self.TF_RESOURCE_TYPE, self._name, self._where, self._given, self.ADDS)
        self._home.registry.resources.append(self._declaration)
        self._home.registry.written += [
            Written(self, f"{member_name(name)} of {self.TF_RESOURCE_TYPE}", value)
            for name, value in self._given.items()
            if self.ARGUMENTS[name].write_only and isinstance(value, str) and holds_reference(value)
        ]

    def _rename(self, name: str) -> None:
        super()._rename(name)
        self._declaration.name = name

    def note_unverifiable(self, why: str) -> None:
        """Say that nobody can check from here whether this access is really as declared, and `why`, in a sentence.

        `rolecall drift` then reports the resource as `unverifiable`, instead of passing over it as if it were known.
        """
        self._home.registry.declared[self._element_type, self._name].unverifiable = why

    @classmethod
    def generate_config_for_import(
        cls, scope: Construct, import_to_id: str, import_from_id: str, *, provider: TerraformProvider | None = None
    ) -> ImportableResource:
        """An import block without configuration, for `terraform plan -generate-config-out`.

        `import_to_id` names the resource to be, `import_from_id` is the vendor's id.
        """
        config: Any = ImportConfig(cls.TF_RESOURCE_TYPE, import_from_id, provider)
        return ImportableResource(scope, import_to_id, config)


class EphemeralResource(Resource):
    """A resource that lives for one Terraform command and enters neither plan nor state (Terraform 1.10 and later)."""

    ADDRESS_PREFIX: ClassVar[str] = "ephemeral."

    @property
    def _rendered_type(self) -> str:
        return self._element_type

    def to_terraform(self) -> dict[str, Any]:
        """The block, under `ephemeral` where CDKTF would write `resource`."""
        rendered: dict[str, Any] = super().to_terraform()
        if rendered.get("import") or rendered.get("moved"):
            raise StackError(f"{self._where}: an ephemeral resource has no state to import into or to move")
        return {"ephemeral": {self.TF_RESOURCE_TYPE: rendered["resource"][self._element_type]}}


class DataSource(_Named, TerraformDataSource):
    """A data source: something read, never changed."""

    ADDRESS_PREFIX: ClassVar[str] = "data."


class Provider(Bound, TerraformProvider):
    """A provider block. `alias` tells it from others of the same provider in one stack."""

    def __init__(
        self, scope: Construct, id_: str, arguments: Mapping[str, object], *, alias: str | None = None
    ) -> None:
        home = home_of(scope)
        self._where = home.path(id_)
        self._given = self.checked(arguments, self._where)
        self._alias = alias
        home.registry.providers.add(self.PROVIDER.name)
        if alias is None:
            home.registry.blocks.setdefault(self.PROVIDER.name, self)
        super().__init__(
            scope,
            id_,
            terraform_resource_type=self.PROVIDER.name,
            terraform_generator_metadata=self.PROVIDER.metadata(),
            terraform_provider_source=self.PROVIDER.source,
        )
        self._warn_of_literal_secrets()

    @property
    def alias(self) -> str | None:
        """The name by which resources choose this block; None for the default one."""
        return self._alias

    @alias.setter
    def alias(self, value: str | None) -> None:
        self._alias = value


def _members(*bases: type) -> frozenset[str]:
    return frozenset(name for base in bases for name in dir(base) if not name.startswith("__"))


RESERVED: Final = _members(Resource, DataSource, Provider)
"""Members of the base classes, which a binding must not hide."""


@cache
def member_name(attribute: str) -> str:
    """The keyword and property of Terraform attribute `attribute`: itself, or with `_attribute` where that is taken."""
    taken = attribute in RESERVED or attribute == "self" or keyword.iskeyword(attribute)
    return f"{attribute}_attribute" if taken else attribute
