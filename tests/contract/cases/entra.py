"""Entra's resource types: applications and their provisioning here, with those of the directory."""

from __future__ import annotations

import json
from typing import Any

from rolecall.sandbox.entra.default_schema import default_schema
from rolecall.testing.case import Attributes, Box, Drift, FromBox, ResourceCase, Update
from tests.contract.cases.entra_directory import GROUP, GROUP_MEMBER, OWNERS, USER
from tests.contract.cases.entra_objects import TEMPLATES, TOKEN, URL, WORD, app_id, find_in, prepared, user_id


def _job(name: str) -> FromBox:
    return FromBox(of=lambda box: box.store.job(name)[1].id)


def _role(name: str, number: int) -> FromBox:
    return FromBox(of=lambda box: box.store.application_of(box.store.principal(name)).app_roles[number]["id"])


def _mail(address: str, enabled: bool) -> str:
    return json.dumps({"Recipients": address, "Enabled": enabled})


def _map(target: str, source: str) -> Any:
    """Change where an attribute of users comes from, behind Terraform's back."""

    def change(box: Box, its: Attributes) -> None:
        job = box.store.job(its["service_principal_id"])[1]
        schema = job.schema
        assert schema is not None
        for row in schema["synchronizationRules"][0]["objectMappings"][0]["attributeMappings"]:
            if row["targetAttributeName"] == target:
                row["source"] = {"expression": f"[{source}]", "name": source, "type": "Attribute", "parameters": []}

    return change


def _reset(box: Box, its: Attributes) -> None:
    """Give a job the schema back that it had at first."""
    job = box.store.job(its["service_principal_id"])[1]
    job.schema = default_schema(job.id, "Tanium SSO")


GALLERY_APPLICATION = ResourceCase(
    type="entra_gallery_application",
    basic={"template": "Tanium SSO", "display_name": "Tanium"},
    find=find_in("service_principals"),
    updates={
        "display_name": Update(
            value="Tanium SSO", stored={"display_name": "Tanium SSO"}, unset={"display_name": "Tanium"}
        ),
        "template_id": Update(
            value=TEMPLATES["Tessian"],
            replaces=True,
            also={"template": None},
            stored={"template_id": TEMPLATES["Tessian"]},
        ),
        "on_destroy": Update(value="retain"),
    },
    drifts=(
        Drift(
            name="it is renamed",
            change=lambda box, its: box.change("service_principal.update", principal=its["id"], display_name="Other"),
        ),
    ),
    vanish=lambda box, its: box.change("application.delete", principal=its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['display_name']}"},
    unreadable=frozenset({"template"}),
)

PLAIN = {
    "user_name": "UserName",
    "client_identifier": "ClientIdentifier",
    "consumer_key": "ConsumerKey",
    "oauth2_client_id": "Oauth2ClientId",
    "authentication_type": "AuthenticationType",
    "company_id": "CompanyId",
    "instance_name": "InstanceName",
    "domain": "Domain",
    "server": "Server",
    "sandbox_name": "SandboxName",
}
"""Settings that other applications than those of SCIM have, with the vendor's names."""
ADDRESSES = {
    "url": "Url",
    "oauth2_token_exchange_uri": "Oauth2TokenExchangeUri",
    "oauth2_authorization_uri": "Oauth2AuthorizationUri",
}
SECRETS = {
    "password": "Password",
    "app_key": "AppKey",
    "client_secret": "ClientSecret",
    "consumer_secret": "ConsumerSecret",
    "token_key": "TokenKey",
    "oauth2_client_secret": "Oauth2ClientSecret",
    "oauth2_access_token": "Oauth2AccessToken",
    "oauth2_refresh_token": "Oauth2RefreshToken",
    "connection_string": "ConnectionString",
}
ADDRESS = "https://login.example.com/start"

CREDENTIALS = ResourceCase(
    type="entra_provisioning_credentials",
    prepare=prepared("credentials", "other"),
    variables={"secret_token": TOKEN, "word": WORD},
    basic={
        "service_principal_id": app_id("credentials"),
        "tenant_url": URL,
        "secret_token_wo": "${var.secret_token}",
        "secret_token_wo_version": 1,
    },
    find=find_in("secrets"),
    updates={
        "tenant_url": Update(
            value="https://two.example.com/scim/v2",
            stored={"BaseAddress": "https://two.example.com/scim/v2"},
            unset={"BaseAddress": URL},
        ),
        "secret_token_wo_version": Update(value=2, also={"secret_token_wo": "${var.secret_token}"}),
        "notification_email": Update(
            value="access@example.com",
            stored={"SyncNotificationSettings": _mail("access@example.com", True)},
        ),
        "accidental_deletion_threshold": Update(
            value=50,
            stored={
                "SyncNotificationSettings": json.dumps(
                    {
                        "Recipients": "access@example.com",
                        "DeleteThresholdValue": 50,
                        "Enabled": True,
                        "DeleteThresholdEnabled": True,
                    }
                )
            },
        ),
        "user_name": Update(
            value="their user_name",
            also={
                **{name: f"their {name}" for name in PLAIN if name != "user_name"},
                **dict.fromkeys(ADDRESSES, ADDRESS),
            },
            stored={
                **{key: f"their {name}" for name, key in PLAIN.items()},
                **dict.fromkeys(ADDRESSES.values(), ADDRESS),
            },
        ),
        "password_wo_version": Update(
            value=1,
            also={
                **{f"{name}_wo": "${var.word}" for name in SECRETS},
                **{f"{name}_wo_version": 1 for name in SECRETS if name != "password"},
            },
            stored=dict.fromkeys(SECRETS.values(), WORD),
        ),
        "sync_scope": Update(value="all", stored={"SyncAll": "true"}, unset={"SyncAll": "false"}),
        "service_principal_id": Update(value=app_id("other"), replaces=True, stored={"SyncAll": "true"}),
    },
    vanish=lambda box, its: box.change(
        "secrets.set",
        principal=its["service_principal_id"],
        secrets=dict.fromkeys(box.store.principal(its["service_principal_id"]).secrets, ""),
    ),
    imports={"id": lambda its: its["id"]},
    unreadable=frozenset({"tenant_url", "secret_token_wo_version", "sync_scope"}),
)

JOB = ResourceCase(
    type="entra_provisioning_job",
    prepare=prepared("job", "another", secrets=True),
    basic={"service_principal_id": app_id("job"), "template_id": "scim"},
    find=find_in("jobs"),
    updates={
        "enabled": Update(value=True, stored={"state": "Active"}),
        "service_principal_id": Update(value=app_id("another"), replaces=True, also={"template_id": "scim"}),
    },
    drifts=(),
    vanish=lambda box, its: box.change("job.delete", principal=its["service_principal_id"], job=its["job_id"]),
    imports={"id": lambda its: its["id"]},
)

BOTH = [
    {"source": "displayName", "target": "displayName", "type": "Attribute", "matching_priority": 1},
    {"source": "mailNickname", "target": "externalId", "type": "Attribute"},
]
"""Mappings that users and groups can have."""
FILTERS = [
    {"name": "Security", "clauses": [{"attribute": "displayName", "operator": "EQUALS", "values": ["Security"]}]}
]
STORED_CLAUSE = {
    "sourceOperandName": "displayName",
    "operatorName": "EQUALS",
    "targetOperand": {"values": ["Security"]},
}

MAPPING = ResourceCase(
    type="entra_provisioning_mapping",
    prepare=prepared("mapping", "mapped", job=True),
    basic={
        "service_principal_id": app_id("mapping"),
        "job_id": _job("mapping"),
        "object": "user",
        "attributes": BOTH,
        "scoping_filters": FILTERS,
    },
    find=find_in("mappings"),
    updates={
        "attributes": Update(
            value=[BOTH[0], {"source": "mail", "target": "externalId", "type": "Attribute"}],
            stored={"externalId": "[mail]"},
            unset={"externalId": "[mailNickname]"},
        ),
        "scoping_filters": Update(
            value=[], stored={"scope": []}, unset={"scope": [{"name": "Security", "clauses": [STORED_CLAUSE]}]}
        ),
        "object": Update(value="group", replaces=True, stored={"displayName": "[displayName]"}),
        "service_principal_id": Update(value=app_id("mapped"), replaces=True, also={"job_id": _job("mapped")}),
    },
    drifts=(Drift(name="an attribute comes from elsewhere", change=_map("displayName", "mail")),),
    vanish=_reset,
    vanished="update",
    imports={"id": lambda its: its["id"]},
)

ASSIGNMENT = ResourceCase(
    type="entra_app_role_assignment",
    prepare=prepared("assigned", "second"),
    basic={
        "resource_id": app_id("assigned"),
        "principal_id": user_id(0),
        "app_role_id": _role("assigned", 0),
    },
    find=find_in("assignments"),
    updates={
        "app_role_id": Update(value=_role("assigned", 2), replaces=True),
        "principal_id": Update(value=user_id(1), replaces=True),
        "resource_id": Update(value=app_id("second"), replaces=True, also={"app_role_id": _role("second", 0)}),
    },
    vanish=lambda box, its: box.change("assignment.delete", id=its["assignment_id"]),
    imports={"id": lambda its: its["id"]},
)

RESOURCES = (GALLERY_APPLICATION, CREDENTIALS, JOB, MAPPING, ASSIGNMENT, USER, GROUP, GROUP_MEMBER, *OWNERS)
