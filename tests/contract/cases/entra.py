"""Entra's resource types and data sources."""

from __future__ import annotations

import json
from typing import Any

from rolecall.sandbox.entra.default_schema import default_schema
from rolecall.sandbox.entra.gallery import GALLERY
from rolecall.testing.case import Attributes, Box, DataCase, Drift, FromBox, ResourceCase, Update
from rolecall.testing.snapshot import Row, Snapshot

TOKEN = f"token-{'a' * 58}"
URL = "https://one.example.com/scim/v2"
WORD, OTHER = "Analytical-engine-1843", "Difference-engine-1822"
TEMPLATES = {template.display_name: template.id for template in GALLERY.values()}


def _app(name: str) -> FromBox:
    return FromBox(of=lambda box: box.store.principal(name).id)


def _job(name: str) -> FromBox:
    return FromBox(of=lambda box: box.store.job(name)[1].id)


def _user(number: int) -> FromBox:
    return FromBox(of=lambda box: list(box.store.users)[number])


def _role(name: str, number: int) -> FromBox:
    return FromBox(of=lambda box: box.store.application_of(box.store.principal(name)).app_roles[number]["id"])


def _prepare(*names: str, secrets: bool = False, job: bool = False) -> Any:
    """Instances of a gallery application, with credentials and jobs."""

    def prepare(box: Box) -> None:
        for name in names:
            box.change("application.create", template="Tanium SSO", name=name)
            if secrets:
                box.change("secrets.set", principal=name, secrets={"BaseAddress": URL, "SecretToken": TOKEN})
            if job:
                box.change("job.create", principal=name)

    return prepare


def _mail(address: str, enabled: bool) -> str:
    return json.dumps({"Recipients": address, "Enabled": enabled})


def _find(section: str) -> Any:
    def find(snapshot: Snapshot, attributes: Attributes) -> Row | None:
        return snapshot[section].get(attributes["id"])

    return find


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
    find=_find("service_principals"),
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
    prepare=_prepare("credentials", "other"),
    variables={"secret_token": TOKEN, "word": WORD},
    basic={
        "service_principal_id": _app("credentials"),
        "tenant_url": URL,
        "secret_token_wo": "${var.secret_token}",
        "secret_token_wo_version": 1,
    },
    find=_find("secrets"),
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
        "service_principal_id": Update(value=_app("other"), replaces=True, stored={"SyncAll": "true"}),
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
    prepare=_prepare("job", "another", secrets=True),
    basic={"service_principal_id": _app("job"), "template_id": "scim"},
    find=_find("jobs"),
    updates={
        "enabled": Update(value=True, stored={"state": "Active"}),
        "service_principal_id": Update(value=_app("another"), replaces=True, also={"template_id": "scim"}),
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
    prepare=_prepare("mapping", "mapped", job=True),
    basic={
        "service_principal_id": _app("mapping"),
        "job_id": _job("mapping"),
        "object": "user",
        "attributes": BOTH,
        "scoping_filters": FILTERS,
    },
    find=_find("mappings"),
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
        "service_principal_id": Update(value=_app("mapped"), replaces=True, also={"job_id": _job("mapped")}),
    },
    drifts=(Drift(name="an attribute comes from elsewhere", change=_map("displayName", "mail")),),
    vanish=_reset,
    vanished="update",
    imports={"id": lambda its: its["id"]},
)

ASSIGNMENT = ResourceCase(
    type="entra_app_role_assignment",
    prepare=_prepare("assigned", "second"),
    basic={
        "resource_id": _app("assigned"),
        "principal_id": _user(0),
        "app_role_id": _role("assigned", 0),
    },
    find=_find("assignments"),
    updates={
        "app_role_id": Update(value=_role("assigned", 2), replaces=True),
        "principal_id": Update(value=_user(1), replaces=True),
        "resource_id": Update(value=_app("second"), replaces=True, also={"app_role_id": _role("second", 0)}),
    },
    vanish=lambda box, its: box.change("assignment.delete", id=its["assignment_id"]),
    imports={"id": lambda its: its["id"]},
)


def _set(**fields: Any) -> Any:
    def change(box: Box, its: Attributes) -> None:
        box.change("user.update", user=its["id"], **fields)

    return change


def _texts(**values: str) -> dict[str, Update]:
    """Texts that go when the configuration no longer has them."""
    return {name: Update(value=value, stored={name: value}, unset={name: None}) for name, value in values.items()}


USER = ResourceCase(
    type="entra_user",
    basic={
        "user_principal_name": "ada@example.onmicrosoft.com",
        "display_name": "Ada",
        "mail_nickname": "ada",
        "account_enabled": True,
        "password_wo": "${var.word}",
        "password_wo_version": 1,
    },
    variables={"word": WORD, "other": OTHER},
    find=_find("users"),
    unmanaged=_set(office_location="Somerset", job_title="Countess"),
    updates={
        "user_principal_name": Update(
            value="king@example.onmicrosoft.com",
            stored={"user_principal_name": "king@example.onmicrosoft.com"},
            unset={"user_principal_name": "ada@example.onmicrosoft.com"},
        ),
        "display_name": Update(value="Ada King", stored={"display_name": "Ada King"}, unset={"display_name": "Ada"}),
        "mail_nickname": Update(value="king", stored={"mail_nickname": "king"}, unset={"mail_nickname": "ada"}),
        "account_enabled": Update(value=False, stored={"account_enabled": False}, unset={"account_enabled": True}),
        **_texts(
            given_name="Ada",
            surname="King",
            department="Engines",
            company_name="Babbage",
            employee_id="1815",
            mobile_phone="+44 1",
            preferred_language="en-GB",
            usage_location="GB",
        ),
        "job_title": Update(value="Analyst", stored={"job_title": "Analyst"}, unset={"job_title": None}),
        "office_location": Update(
            value="Ockham", stored={"office_location": "Ockham"}, unset={"office_location": None}
        ),
        "manager_id": Update(value=_user(0), stored={"manager_id": _user(0)}, unset={"manager_id": None}),
        "password_wo_version": Update(
            value=2, also={"password_wo": "${var.other}"}, stored={"password": OTHER}, unset={"password": WORD}
        ),
        "force_change_password": Update(value=True, stored={"change_password": True}, unset={"change_password": False}),
        "restore_deleted": Update(value=True),
        "on_destroy": Update(value="deactivate"),
    },
    drifts=(
        Drift(name="somebody blocks the user", change=_set(account_enabled=False)),
        Drift(name="the user is renamed", change=_set(display_name="Somebody else")),
    ),
    vanish=lambda box, its: box.change("user.delete", user=its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['user_principal_name']}"},
    unreadable=frozenset({"password_wo_version"}),
)

_FIRST_TWO = FromBox(of=lambda box: sorted(list(box.store.users)[:2]))


def _join(box: Box, its: Attributes) -> None:
    members = box.store.groups[its["id"]].members
    box.change("group.update", group=its["id"], members=[*members, list(box.store.users)[2]])


GROUP = ResourceCase(
    type="entra_group",
    basic={"display_name": "Analysts", "mail_nickname": "analysts", "members": _FIRST_TWO},
    find=_find("groups"),
    updates={
        "display_name": Update(
            value="Engineers", stored={"display_name": "Engineers"}, unset={"display_name": "Analysts"}
        ),
        "description": Update(value="Engines", stored={"description": "Engines"}, unset={"description": None}),
        "mail_nickname": Update(
            value="engineers", stored={"mail_nickname": "engineers"}, unset={"mail_nickname": "analysts"}
        ),
        "members": Update(value=[_user(2)], stored={"members": [_user(2)]}, unset={"members": _FIRST_TWO}),
    },
    drifts=(Drift(name="somebody joins", change=_join),),
    vanish=lambda box, its: box.change("group.delete", group=its["id"]),
    imports={"id": lambda its: its["id"], "display name": lambda its: f"name={its['display_name']}"},
)


def _member(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    group = snapshot["groups"].get(attributes["group_id"])
    there = group is not None and attributes["member_id"] in group["members"]
    return {"member": attributes["member_id"]} if there else None


def _leave(box: Box, its: Attributes) -> None:
    members = [each for each in box.store.groups[its["group_id"]].members if each != its["member_id"]]
    box.change("group.update", group=its["group_id"], members=members)


GROUP_MEMBER = ResourceCase(
    type="entra_group_member",
    prerequisites={
        "entra_group": {
            "one": {"display_name": "One", "mail_nickname": "one"},
            "two": {"display_name": "Two", "mail_nickname": "two"},
        }
    },
    basic={"group_id": "${entra_group.one.id}", "member_id": _user(0)},
    find=_member,
    updates={
        "member_id": Update(value=_user(1), replaces=True),
        "group_id": Update(value="${entra_group.two.id}", replaces=True),
    },
    vanish=_leave,
    imports={"id": lambda its: its["id"]},
)


def _disown(box: Box, its: Attributes) -> None:
    id, owner = its["id"].split("/")
    for objects in (box.store.groups, box.store.applications, box.store.service_principals):
        if id in objects:
            objects[id].owners.remove(owner)


def _keep_an_owner(box: Box) -> None:
    """Groups have somebody else who owns them, as the last owner of a group cannot be taken out."""
    for group in box.store.groups.values():
        group.owners = group.owners or [list(box.store.users)[2]]


def _owner(kind: str, place: str, one: Any, two: Any, prepare: Any) -> ResourceCase:
    return ResourceCase(
        type=f"entra_{kind}_owner",
        prepare=prepare,
        basic={place: one, "owner_id": _user(0)},
        find=_find("owners"),
        updates={
            "owner_id": Update(value=_user(1), replaces=True),
            place: Update(value=two, replaces=True, also={"owner_id": _user(1)}),
            "on_destroy": Update(value="retain", also={"owner_id": _user(1)}),
        },
        vanish=_disown,
        imports={"id": lambda its: its["id"]},
    )


def _registered(name: str) -> FromBox:
    return FromBox(of=lambda box: box.store.application_of(box.store.principal(name)).id)


def _group(number: int) -> FromBox:
    return FromBox(of=lambda box: list(box.store.groups)[number])


def _two_groups(box: Box) -> None:
    while len(box.store.groups) < 2:
        box.change("group.create", name=f"owned {len(box.store.groups)}")
    _keep_an_owner(box)


OWNERS = (
    _owner("group", "group_id", _group(0), _group(1), _two_groups),
    _owner("application", "application_id", _registered("owned"), _registered("ours"), _prepare("owned", "ours")),
    _owner("service_principal", "service_principal_id", _app("run"), _app("again"), _prepare("run", "again")),
)

RESOURCES = (GALLERY_APPLICATION, CREDENTIALS, JOB, MAPPING, ASSIGNMENT, USER, GROUP, GROUP_MEMBER, *OWNERS)


def _is_user(box: Box, read: Attributes) -> None:
    user = box.store.users[read["id"]]
    assert (read["user_principal_name"], read["display_name"]) == (user.user_principal_name, user.display_name)


def _is_group(box: Box, read: Attributes) -> None:
    assert read["display_name"] == box.store.groups[read["id"]].display_name


def _is_template(box: Box, read: Attributes) -> None:
    assert read["id"] == TEMPLATES["O'Brien's Library"]


def _is_status(box: Box, read: Attributes) -> None:
    assert (read["status"], read["state"]) == ("NotConfigured", "Disabled")


def _observed(box: Box, name: str = "observed") -> Any:
    if name not in {item.display_name for item in box.store.service_principals.values()}:
        _prepare(name, job=True)(box)
    return box.store.principal(name)


def _is_log(box: Box, read: Attributes) -> None:
    assert [row["subject_name"] for row in read["logs"]] == ["group00001"]
    assert read["logs"][0]["status"] == "success"


def _provisioned(box: Box) -> Any:
    """An application to which a group was provisioned."""
    principal = _observed(box, "provisioned")
    if not box.store.audit:
        box.change("secrets.set", principal="provisioned", secrets={"BaseAddress": URL, "SecretToken": TOKEN})
        box.change("assignment.create", principal="provisioned", to="group00001")
        box.change("job.start", principal="provisioned")
        box.change("job.run", principal="provisioned")
    return principal


DATA_SOURCES = (
    DataCase(
        type="entra_provisioning_logs",
        configuration={
            "service_principal_id": FromBox(of=lambda box: _provisioned(box).id),
            "status": "success",
            "since": "2020-01-01T00:00:00Z",
        },
        check=_is_log,
    ),
    DataCase(
        type="entra_user",
        configuration={
            "user_principal_name": FromBox(of=lambda box: next(iter(box.store.users.values())).user_principal_name)
        },
        check=_is_user,
    ),
    DataCase(type="entra_user", label="by id", configuration={"id": _user(1)}, check=_is_user),
    DataCase(type="entra_group", configuration={"display_name": "group00001"}, check=_is_group),
    DataCase(
        type="entra_application_template", configuration={"display_name": "O'Brien's Library"}, check=_is_template
    ),
    DataCase(
        type="entra_provisioning_status",
        configuration={
            "service_principal_id": FromBox(of=lambda box: _observed(box).id),
            "job_id": FromBox(of=lambda box: next(iter(_observed(box).jobs))),
        },
        check=_is_status,
    ),
)
