"""One person with access to several vendors, from one declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from stacks import model
from stacks.bindings.splunk import User as SplunkUser
from stacks.bindings.tanium import User as TaniumUser
from stacks.cdk import Construct, TerraformProvider
from stacks.elements import Resource
from stacks.errors import DeclarationError
from stacks.identity import home_of, terraform_name
from stacks.patterns.accounts import accounts, require_sound

Binding = TypeVar("Binding", bound=Resource)


class Person(Construct):
    """A person and their accounts. A joiner, a mover and a leaver are each a change of one line.

        Person(self, "jane", name="Jane Doe", email="jane@example.com",
               tanium=TaniumAccess(roles=["Analyst"]), splunk=SplunkAccess(roles=["power"], password_from=password))

    `active=False` for a leaver; `stacks.patterns.accounts` says what that means to each vendor. Take the whole
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
        providers: by vendor, the provider block to use where it is not the default one.

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
        tanium: model.TaniumAccess | None = None,
        splunk: model.SplunkAccess | None = None,
        providers: Mapping[str, TerraformProvider] | None = None,
    ) -> None:
        self.declaration = model.Person(
            id=id_, name=name, email=email, login=login, active=active, tanium=tanium, splunk=splunk
        )
        home, blocks = home_of(scope), providers or {}
        self._where = home.path(id_)
        require_sound(self.declaration, self._where)
        super().__init__(scope, id_)
        home.enter(self, id_)
        self._accounts: dict[str, Resource] = {}
        for account in accounts(self.declaration):
            block = blocks.get(account.vendor)
            home.registry.claim_login(provider_key(account.vendor, block), account.login, self._where)
            make: Any = account.binding
            element: Resource = make(self, account.vendor, provider=block, **account.arguments)
            element.override_logical_id(terraform_name((id_,)))
            self._accounts[account.vendor] = element

    @property
    def tanium(self) -> TaniumUser:
        """The account in Tanium; raises DeclarationError if there is none."""
        return self._account("tanium", TaniumUser)

    @property
    def splunk(self) -> SplunkUser:
        """The account in Splunk; raises DeclarationError if there is none."""
        return self._account("splunk", SplunkUser)

    def _account(self, vendor: str, binding: type[Binding]) -> Binding:
        element = self._accounts.get(vendor)
        if isinstance(element, binding):
            return element
        reason = "has no access declared" if getattr(self.declaration, vendor) is None else "has left"
        raise DeclarationError(f"{self._where} has no {vendor} account: {self.declaration.name} {reason}")


def provider_key(vendor: str, block: TerraformProvider | None) -> str:
    """What to call a provider block, so that the same login in two instances of a vendor is no collision."""
    return block.fqn if block is not None else vendor
