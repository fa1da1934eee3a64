"""A binding written by hand for a made-up vendor: exactly the shape that the generator's template renders.

Rules that this file shows, for whoever renders the next one:

* One module per vendor. It imports `toolkit`, `elements` and `values` of `rolecall.cdk`, and the standard library.
* Classes are named after the type without the vendor (`acme_widget` → `Widget`), data sources with `Data` before
  (`DataWidget`), ephemeral resources with `Ephemeral` before (`EphemeralSession`), the provider `AcmeProvider`.
* `TF_RESOURCE_TYPE` is the Terraform type, `PROVIDER` the one `ProviderInfo`, `ARGUMENTS` every argument by Terraform
  name (required or optional in the schema; `secret=True` if sensitive or write-only). Purely computed attributes are
  not arguments. A type whose vendor issues a secret once (trait 6) sets `CREATE_BEFORE_DESTROY = True`.
* The constructor takes `scope, id_`, then keywords: required arguments, optional ones (`T | None = None`), then the
  CDKTF meta-arguments of its kind, in this order and with these types. An attribute that is itself called `scope`
  renames the first parameter to `scope_` (see `Grant`).
* An attribute whose name is a member of the base classes, `self` or a Python keyword gets the suffix `_attribute` as
  keyword and as property (`node` → `node_attribute`); its Terraform name stays in the dictionary. A class that
  hides a base member does not import.
* Every attribute but write-only ones is a property that gives a reference. Arguments have a setter too (for Aspects);
  None leaves the argument out.
      string → get_string_attribute → str            list(string) → get_list_attribute → list[str]
      number → get_number_attribute → float          set(string)  → get_set_attribute → list[str]
      bool → get_boolean_attribute → IResolvable     map(string)  → get_string_map_attribute → Mapping[str, str]
      object → its OutputReference                   list/set of objects → ObjectList of its OutputReference
* A nested object is a frozen dataclass `<Class><Field>` for input and `<Class><Field>OutputReference` for reading.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rolecall.cdk.elements import (
    Connection,
    Count,
    DataSource,
    DependsOn,
    EphemeralResource,
    ForEach,
    Lifecycle,
    ObjectList,
    ObjectReference,
    Provider,
    ProviderInfo,
    Provisioners,
    Resource,
)
from rolecall.cdk.toolkit import Construct, IResolvable, TerraformProvider
from rolecall.cdk.values import BOOL, NUMBER, STRING, Argument, ListOf, MapOf, ObjectOf, SetOf

PROVIDER = ProviderInfo(name="acme", source="rolecall/acme", version="0.1.0")


class AcmeProvider(Provider):
    """The `acme` provider block. Every argument can come from the environment instead, as `ACME_<ARGUMENT>`.

    Args:
        scope: the stack.
        id_: the construct's id.
        url: base URL.
        api_token: the token that calls are made with. A secret: leave it to the environment.
        page_size: rows per page.
        alias: name of this block, if it is not the default one.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "acme"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "url": Argument(STRING),
        "api_token": Argument(STRING, secret=True),
        "page_size": Argument(NUMBER),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        url: str | None = None,
        api_token: str | None = None,
        page_size: float | None = None,
        alias: str | None = None,
    ) -> None:
        super().__init__(scope, id_, {"url": url, "api_token": api_token, "page_size": page_size}, alias=alias)


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetOwner:
    """Who owns a widget.

    Attributes:
        kind: `USER` or `GROUP`.
        name: the owner's name.
    """

    name: str
    kind: str | None = None


class WidgetOwnerOutputReference(ObjectReference):
    """A reference to `owner` of a widget."""

    @property
    def name(self) -> str:
        """The owner's name."""
        return self.get_string_attribute("name")

    @property
    def kind(self) -> str:
        """`USER` or `GROUP`."""
        return self.get_string_attribute("kind")


class Widget(Resource):
    """A widget.

    Args:
        scope: the construct this one lives in.
        id_: the construct's id; the Terraform name follows from it.
        name: login name. Changing it replaces the widget.
        active: whether it can be used. The vendor's default is true.
        node_attribute: number of its node (Terraform: `node`).
        labels: free labels.
        owner: who owns it.
        parts: the parts, in order.
        password_wo: password. Write-only: enters neither plan nor state.
        password_wo_version: change it to have `password_wo` written again.
        roles: names of roles. None: not managed here; empty: none.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "acme_widget"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "active": Argument(BOOL),
        "node": Argument(NUMBER),
        "labels": Argument(MapOf(STRING)),
        "owner": Argument(ObjectOf({"name": Argument(STRING, required=True), "kind": Argument(STRING)})),
        "parts": Argument(ListOf(STRING)),
        "password_wo": Argument(STRING, secret=True),
        "password_wo_version": Argument(NUMBER),
        "roles": Argument(SetOf(STRING)),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        active: bool | IResolvable | None = None,
        node_attribute: float | None = None,
        labels: Mapping[str, str] | None = None,
        owner: WidgetOwner | WidgetOwnerOutputReference | Mapping[str, object] | None = None,
        parts: Collection[str] | None = None,
        password_wo: str | None = None,
        password_wo_version: float | None = None,
        roles: Collection[str] | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "active": active,
                "node": node_attribute,
                "labels": labels,
                "owner": owner,
                "parts": parts,
                "password_wo": password_wo,
                "password_wo_version": password_wo_version,
                "roles": roles,
            },
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """The vendor's id."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def active(self) -> IResolvable:
        """Whether it can be used."""
        return self.get_boolean_attribute("active")

    @active.setter
    def active(self, value: bool | IResolvable | None) -> None:
        self.set_argument("active", value)

    @property
    def node_attribute(self) -> float:
        """Number of its node (Terraform: `node`)."""
        return self.get_number_attribute("node")

    @node_attribute.setter
    def node_attribute(self, value: float | None) -> None:
        self.set_argument("node", value)

    @property
    def labels(self) -> Mapping[str, str]:
        """Free labels."""
        return self.get_string_map_attribute("labels")

    @labels.setter
    def labels(self, value: Mapping[str, str] | None) -> None:
        self.set_argument("labels", value)

    @property
    def owner(self) -> WidgetOwnerOutputReference:
        """Who owns it."""
        return WidgetOwnerOutputReference(self, "owner", False)

    @owner.setter
    def owner(self, value: WidgetOwner | WidgetOwnerOutputReference | Mapping[str, object] | None) -> None:
        self.set_argument("owner", value)

    @property
    def parts(self) -> list[str]:
        """The parts, in order."""
        return self.get_list_attribute("parts")

    @parts.setter
    def parts(self, value: Collection[str] | None) -> None:
        self.set_argument("parts", value)

    @property
    def password_wo_version(self) -> float:
        """Change it to have `password_wo` written again."""
        return self.get_number_attribute("password_wo_version")

    @password_wo_version.setter
    def password_wo_version(self, value: float | None) -> None:
        self.set_argument("password_wo_version", value)

    @property
    def roles(self) -> list[str]:
        """Names of roles."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str] | None) -> None:
        self.set_argument("roles", value)


class Grant(Resource):
    """A grant, whose attribute `scope` renames the constructor's first parameter.

    Args:
        scope_: the construct this one lives in.
        id_: the construct's id; the Terraform name follows from it.
        scope: what is granted. Changing it replaces the grant.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "acme_grant"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {"scope": Argument(STRING, required=True)}

    def __init__(
        self,
        scope_: Construct,
        id_: str,
        *,
        scope: str,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope_,
            id_,
            {"scope": scope},
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """The vendor's id."""
        return self.get_string_attribute("id")

    @property
    def scope(self) -> str:
        """What is granted."""
        return self.get_string_attribute("scope")

    @scope.setter
    def scope(self, value: str) -> None:
        self.set_argument("scope", value)


class ApiToken(Resource):
    """An API token. Replaced before the old one is destroyed, unless `lifecycle` says otherwise.

    Args:
        scope: the construct this one lives in.
        id_: the construct's id; the Terraform name follows from it.
        name: label.
        rotate_before_days: replace it this many days before it expires.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "acme_api_token"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    CREATE_BEFORE_DESTROY: ClassVar[bool] = True
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "rotate_before_days": Argument(NUMBER),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        rotate_before_days: float | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {"name": name, "rotate_before_days": rotate_before_days},
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """The vendor's id."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Label."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def rotate_before_days(self) -> float:
        """Replace it this many days before it expires."""
        return self.get_number_attribute("rotate_before_days")

    @rotate_before_days.setter
    def rotate_before_days(self, value: float | None) -> None:
        self.set_argument("rotate_before_days", value)

    @property
    def token(self) -> str:
        """The token. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")


class DataWidgetsWidgetsOutputReference(ObjectReference):
    """A reference to one of `widgets`."""

    @property
    def id(self) -> str:
        """The vendor's id."""
        return self.get_string_attribute("id")

    @property
    def roles(self) -> list[str]:
        """Names of roles."""
        return self.get_set_attribute("roles")


class DataWidgets(DataSource):
    """Every widget.

    Args:
        scope: the construct this one lives in.
        id_: the construct's id; the Terraform name follows from it.
        name: only widgets called so.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "acme_widgets"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {"name": Argument(STRING)}

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {"name": name},
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def name(self) -> str:
        """Only widgets called so."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str | None) -> None:
        self.set_argument("name", value)

    @property
    def widgets(self) -> ObjectList[DataWidgetsWidgetsOutputReference]:
        """The widgets, by name."""
        return ObjectList(self, "widgets", DataWidgetsWidgetsOutputReference)


class EphemeralSession(EphemeralResource):
    """A session that lives for one Terraform command.

    Args:
        scope: the construct this one lives in.
        id_: the construct's id; the Terraform name follows from it.
        username: who logs in.
        password: the password. A secret.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "acme_session"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "username": Argument(STRING, required=True),
        "password": Argument(STRING, required=True, secret=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        username: str,
        password: str,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {"username": username, "password": password},
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def username(self) -> str:
        """Who logs in."""
        return self.get_string_attribute("username")

    @username.setter
    def username(self, value: str) -> None:
        self.set_argument("username", value)

    @property
    def password(self) -> str:
        """The password. Sensitive."""
        return self.get_string_attribute("password")

    @password.setter
    def password(self, value: str) -> None:
        self.set_argument("password", value)

    @property
    def token(self) -> str:
        """The session's token. Ephemeral: only ephemeral and write-only places can take it."""
        return self.get_string_attribute("token")
