"""One person with access to several vendors, from one declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from rolecall.bindings.splunk import User as SplunkUser
from rolecall.bindings.tanium import User as TaniumUser
from rolecall.bindings.tanzu import OrgMember
from rolecall.cdk.base_classes import Resource
from rolecall.cdk.construct_names import Home, home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import Construct, TerraformProvider
from rolecall.patterns import access_declarations
from rolecall.patterns.account import Account, Blocks
from rolecall.patterns.accounts import access_problem, accounts, require_sound

Binding = TypeVar("Binding", bound=Resource)


class Person(Construct):
    """A person and their accounts. A joiner, a mover and a leaver are each a change of one line.

        Person(self, "jane", name="Jane Doe", email="jane@example.com",
               tanium=TaniumAccess(roles=["Analyst"]), splunk=SplunkAccess(roles=["power"], password_from=password))

    `active=False` for a leaver; `rolecall.patterns.accounts` says what that means to each vendor. Take the whole
    declaration away when the accounts should go too. Terraform addresses follow from the id alone
    (`tanium_user.jane`), wherever the person stands, so that one can move between constructs and rosters of a stack.

    Args:
        scope: the stack, or a construct in it.
        id_: short stable name; also the login name if `login` is None.
        name: full name.
        email: mail address.
        login: login name with every vendor whose access names no other.
        active: False once the person has left.
        tanium: access to Tanium.
        splunk: access to Splunk.
        tanzu: access to VMware Tanzu.
        providers: by vendor, the provider block to use where it is not the default one.
        tanzu_clusters: by the names that `tanzu` uses for them, the provider block of each Kubernetes cluster.

    Raises:
        DeclarationError: the declaration cannot be right.
        NameCollisionError: someone else in the stack has the same Terraform name or account.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        email: str,
        login: str | None = None,
        active: bool = True,
        tanium: access_declarations.TaniumAccess | None = None,
        splunk: access_declarations.SplunkAccess | None = None,
        tanzu: access_declarations.TanzuAccess | None = None,
        providers: Mapping[str, TerraformProvider] | None = None,
        tanzu_clusters: Mapping[str, TerraformProvider] | None = None,
    ) -> None:
        self.declaration = access_declarations.Person(
            id=id_, name=name, email=email, login=login, active=active, tanium=tanium, splunk=splunk, tanzu=tanzu
        )
        home = home_of(scope)
        self._where = home.path(id_)
        require_sound(self.declaration, self._where)
        if problem := access_problem(self.declaration):
            raise DeclarationError(f"{self._where}: {problem}")
        blocks = Blocks(providers, tanzu_clusters, home.registry.blocks)
        made = accounts(self.declaration, blocks)
        for account in made:
            blocks.of(account, self._where)
        super().__init__(scope, id_)
        home.enter(self, id_)
        self._accounts = make_accounts(self, home, self._where, made, blocks)

    @property
    def tanium(self) -> TaniumUser:
        """The account in Tanium; raises DeclarationError if there is none."""
        return self._account("tanium", TaniumUser)

    @property
    def splunk(self) -> SplunkUser:
        """The account in Splunk; raises DeclarationError if there is none."""
        return self._account("splunk", SplunkUser)

    @property
    def tanzu(self) -> OrgMember:
        """The membership in Tanzu's organization; raises DeclarationError if there is none."""
        return self._account("tanzu", OrgMember)

    def _account(self, vendor: str, binding: type[Binding]) -> Binding:
        element = self._accounts.get(vendor)
        if isinstance(element, binding):
            return element
        reason = "has no access declared" if getattr(self.declaration, vendor) is None else "has left"
        raise DeclarationError(f"{self._where} has no {vendor} account: {self.declaration.name} {reason}")


def make_accounts(
    scope: Construct, home: Home, where: str, accounts_: list[Account], blocks: Blocks
) -> dict[str, Resource]:
    """Make a resource of each account below `scope`, which lives in `home` as `where`; gives them by construct id.

    Raises NameCollisionError if someone else in the stack has the same Terraform name or account.
    """
    made: dict[str, Resource] = {}
    for account in accounts_:
        if account.login is not None:
            home.registry.claim_login(blocks.key(account.vendor), account.login, where)
        make: Any = account.binding
        element: Resource = make(
            scope,
            account.construct_id,
            provider=blocks.of(account, where),
            depends_on=[made[each] for each in account.after] or None,
            lifecycle={"create_before_destroy": True} if account.overlap else None,
            **account.arguments,
        )
        element.override_logical_id(account.name)
        made[account.construct_id] = element
    return made
