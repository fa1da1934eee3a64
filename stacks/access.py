"""The access stack: who has which account and which roles, with every vendor.

A new colleague is a new entry in `people.yaml`, a new role a changed one, a leaver `active: false`. People with
something special about them, and accounts that other stacks refer to, are `Person`s here.
"""

from __future__ import annotations

from pathlib import Path

from rolecall.bindings.splunk import Role, SamlGroup, SplunkProvider
from rolecall.bindings.tanium import RoleBinding, TaniumProvider
from rolecall.bindings.tanzu import TanzuProvider, TanzuProviderKubernetes
from rolecall.cdk import Construct, TerraformStack, dialect_of, keep_state, secret_variable
from rolecall.patterns import Person, Roster, SplunkAccess, TaniumAccess, TanzuDeveloper

PEOPLE = Path(__file__).with_name("people.yaml")
CLUSTERS = ("alpha", "beta")
"""Tanzu's clusters: contexts of the kubeconfig file that TANZU_KUBERNETES_CONFIG_PATH names."""


class AccessStack(TerraformStack):
    """Users and role bindings. URLs and credentials of the vendors come from the environment (`TANIUM_URL`, …)."""

    def __init__(self, scope: Construct, id_: str, *, people: str | Path = PEOPLE) -> None:
        super().__init__(scope, id_)
        keep_state(self)
        TaniumProvider(self, "tanium")
        splunk = SplunkProvider(self, "splunk")
        TanzuProvider(self, "tanzu")
        clusters = {
            name: TanzuProvider(
                self, f"tanzu-{name}", alias=name, kubernetes=TanzuProviderKubernetes(config_context=name)
            )
            for name in CLUSTERS
        }
        password = secret_variable(self, "splunk_initial_password", "First password of new Splunk users.")

        analysts = Role(
            self,
            "soc_analyst",
            name="soc_analyst",
            imported_roles=["user"],
            srch_indexes_allowed=["main", "security"],
            srch_jobs_quota=10,
        )
        # Splunk Cloud's Admin Config Service has no SAML mappings; they are made where port 8089 is open.
        if dialect_of(splunk, "splunk") != "acs":
            SamlGroup(self, "soc", name="soc", roles=[analysts.id])

        self.robot = Person(
            self,
            "svc-drift",
            name="Drift check",
            email="platform@example.com",
            tanium=TaniumAccess(roles=["Read Only User"]),
            splunk=SplunkAccess(roles=["user"], password_from=password),
        )
        Person(
            self,
            "ada",
            name="Ada Park",
            email="ada.park@example.com",
            tanium=TaniumAccess(roles=["Administrator"]),
            splunk=SplunkAccess(roles=["admin"], password_from=password),
        )
        # Tanium's own team keeps Sam's roles in the console; this one is ours, beside them.
        sam = Person(self, "sam", name="Sam Reyes", email="sam.reyes@partner.example", tanium=TaniumAccess())
        RoleBinding(self, "sam_responder", user_id=sam.tanium.id, role="Incident Responder")

        # The identity provider pushes this group to Mission Control; who is in it is decided there.
        TanzuDeveloper(
            self,
            "platform-team",
            group="platform-team",
            mission_control=["clustergroup.edit on cluster_group/platform"],
            kubernetes=["app-editor on alpha", "app-editor on beta"],
            clusters=clusters,
        )

        self.roster = Roster(
            self,
            "people",
            people,
            splunk_password_from=password,
            splunk_roles=[analysts],
            tanzu_clusters=clusters,
        )
