"""A developer, or a group of them, in all three systems of VMware Tanzu, from one declaration."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rolecall.bindings.tanzu import ClusterRoleBinding, NamespaceRoleBinding, OrgMember, RoleBinding
from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.field_checks import text_problems
from rolecall.cdk.toolkit import Construct, TerraformProvider
from rolecall.patterns import access_declarations
from rolecall.patterns.account import Blocks
from rolecall.patterns.accounts import require_sound
from rolecall.patterns.person import make_accounts
from rolecall.patterns.tanzu_access import KubernetesRole, MissionRole, TanzuAccess, tanzu_problems
from rolecall.patterns.tanzu_accounts import developer_accounts, group_accounts


class TanzuDeveloper(Construct):
    """Invite, wait, bind in Mission Control, bind in each cluster; and all of it backwards when the declaration goes.

        alpha = TanzuProvider(self, "alpha", alias="alpha", kubernetes={"config_context": "alpha"})
        beta = TanzuProvider(self, "beta", alias="beta", kubernetes={"config_context": "beta"})
        TanzuDeveloper(self, "ada", email="ada@example.com",
                       mission_control=[MissionRole("cluster.edit", cluster="payments")],
                       kubernetes=["app-editor on alpha", "app-viewer on beta/team-a"],
                       clusters={"alpha": alpha, "beta": beta})

    Give `group` instead of `email` for a group that an identity provider pushes to Mission Control: nobody is invited,
    and the bindings name the group. Its name must be the pushed one, letter by letter.

    Removing a role removes its binding. Another role in the same place is bound before the old one goes. Removing the
    declaration removes the bindings in all clusters, then those in Mission Control, then the membership, and a step
    that fails stops what comes after it. Bindings in these clusters that name the developer alone go too, whoever made
    them; those that name others as well stay, and a warning tells which.

    Args:
        scope: the stack, or a construct in it.
        id_: short stable name, from which Terraform addresses and the names of bindings in clusters follow.
        email: mail address of the developer.
        group: name of the group, as the identity provider pushes it.
        role: role in the organization; `org_member` if None. Not for a group. Where the provider block or
            `TANZU_CSP_DIALECT` says `v2`, it is written as `roles`.
        mission_control: roles in Mission Control, typed or as text (see `rolecall.patterns.tanzu_access`).
        kubernetes: roles in clusters, typed or as text.
        clusters: by the names that `kubernetes` uses for them, the provider block of each cluster.
        accept_within: how long an apply waits for the invitation to be accepted, e.g. `8h`. Not for a group.
        kubernetes_user: the name by which clusters know the developer, if it is not the mail address.
        provider: the provider block of the organization and Mission Control, if it is not the default one.

    Raises:
        DeclarationError: the declaration cannot be right.
        NameCollisionError: someone else in the stack has the same Terraform name or mail address.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        email: str | None = None,
        group: str | None = None,
        role: str | None = None,
        mission_control: Collection[MissionRole | str] | None = None,
        kubernetes: Collection[KubernetesRole | str] | None = None,
        clusters: Mapping[str, TerraformProvider] | None = None,
        accept_within: str | None = None,
        kubernetes_user: str | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        home = home_of(scope)
        where = home.path(id_)
        access = TanzuAccess(
            role=role,
            mission_control=mission_control,
            kubernetes=kubernetes,
            accept_within=accept_within,
            kubernetes_user=kubernetes_user,
        )
        blocks = Blocks({"tanzu": provider} if provider is not None else None, clusters, home.registry.blocks)
        if email is not None and group is None:
            require_sound(access_declarations.Person(id=id_, name=id_, email=email, tanzu=access), where)
            accounts = developer_accounts(id_, email, access, blocks.dialect("tanzu", "csp_dialect"))
        elif group is not None and email is None:
            wrong = [f"{field.removeprefix('tanzu.')} {text}" for field, text in _group_problems(group, access)]
            if wrong:
                raise DeclarationError(f"{where}: {'; '.join(wrong)}")
            accounts = group_accounts(id_, group, access)
        else:
            raise DeclarationError(f"{where}: give either email, for a developer, or group, for a pushed group")
        for account in accounts:
            blocks.of(account, where)
        super().__init__(scope, id_)
        home.enter(self, id_)
        self._where = where
        self._elements = make_accounts(self, home, where, accounts, blocks)

    @property
    def member(self) -> OrgMember:
        """The membership; raises DeclarationError for a group, which has none."""
        member = self._elements.get("tanzu")
        if isinstance(member, OrgMember):
            return member
        raise DeclarationError(f"{self._where} is a group: nobody is invited, so there is no member")

    @property
    def mission_control(self) -> list[RoleBinding]:
        """The role bindings in Mission Control, in the order of the declaration."""
        return [each for each in self._elements.values() if isinstance(each, RoleBinding)]

    @property
    def kubernetes(self) -> list[ClusterRoleBinding | NamespaceRoleBinding]:
        """The role bindings in clusters, in the order of the declaration."""
        kinds = (ClusterRoleBinding, NamespaceRoleBinding)
        return [each for each in self._elements.values() if isinstance(each, kinds)]


def _group_problems(group: str, access: TanzuAccess) -> Iterator[tuple[str, str]]:
    yield from text_problems("group", group)
    yield from tanzu_problems(access)
    for field in ("role", "accept_within", "kubernetes_user"):
        if getattr(access, field) is not None:
            yield field, "is for a developer; nobody in a group is invited"
    if not access.mission_control and not access.kubernetes:
        yield "group", "has no role; give mission_control or kubernetes"
