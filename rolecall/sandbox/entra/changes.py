"""Out-of-band changes to a tenant, by name.

Users are named by user principal name or id, groups, applications and service principals by display name or id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.signatures import PublicKey
from rolecall.sandbox.core.vendor import Change, known
from rolecall.sandbox.entra import credentials, jobs, provisioning_cycle, schema
from rolecall.sandbox.entra.gallery import GALLERY
from rolecall.sandbox.entra.model import NO_ROLE, Assignment, Job, ServicePrincipal
from rolecall.sandbox.entra.store import EntraStore


def changes(store: EntraStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""

    def rotate(client_secret: str) -> None:
        store.client_secret = client_secret

    def trust_certificate(thumbprint: str, modulus: int) -> dict[str, str]:
        store.workload.certificates[thumbprint] = PublicKey(modulus)
        return {"thumbprint": thumbprint}

    return {
        "user.create": store.add_user,
        "user.update": store.update_user,
        "user.delete": store.remove_user,
        "user.seed": lambda count: {"created": len(store.add_users(count))},
        "group.create": store.add_group,
        "group.update": store.update_group,
        "group.delete": store.remove_group,
        **_applications(store),
        **_synchronization(store),
        "replication.settle": store.settle,
        "client_secret.set": rotate,
        "certificate.add": trust_certificate,
        "access_token.end": store.end_tokens,
        "clock.advance": store.clock.advance,
    }


def _applications(store: EntraStore) -> Mapping[str, Change]:
    def create(template: str, name: str, owned: bool = True) -> dict[str, Any]:
        found = next((one for one in GALLERY.values() if template in (one.id, one.display_name)), None)
        application, principal = store.instantiate(known(found, f"application template {template!r}"), name, owned)
        store.settle()
        return {"application_id": application.id, "service_principal_id": principal.id}

    def update(principal: str, **fields: Any) -> ServicePrincipal:
        found = store.principal(principal)
        for name, value in fields.items():
            if name not in vars(found) or name in ("id", "app_id", "secrets", "jobs"):
                raise ValueError(f"no field {name!r} that can be changed")
            setattr(found, name, value)
        return found

    def delete(principal: str) -> ServicePrincipal:
        found = store.principal(principal)
        store.remove_application(store.application_of(found))
        store.settle()
        return found

    def assign(principal: str, to: str, app_role: str = "") -> Assignment:
        found = store.principal(principal)
        roles = store.application_of(found).app_roles
        named = next((role["id"] for role in roles if app_role in (role["id"], role["displayName"])), None)
        if named is None and app_role:
            raise KeyError(f"no app role {app_role!r}")
        member = store.find_user(to) or next((g for g in store.groups.values() if to in (g.id, g.display_name)), None)
        target = member or store.user(to)
        made = store.assign(found, target.id, named or (roles[0]["id"] if roles else NO_ROLE))
        store.settle()
        return made

    def unassign(id: str) -> dict[str, Any]:
        store.unassign(known(store.assignments.get(id), f"assignment {id!r}"))
        store.settle()
        return {"id": id}

    return {
        "application.create": create,
        "service_principal.update": update,
        "application.delete": delete,
        "assignment.create": assign,
        "assignment.delete": unassign,
    }


def _synchronization(store: EntraStore) -> Mapping[str, Change]:
    def endpoint(url: str, tokens: Sequence[str] = ()) -> dict[str, Any]:
        store.endpoints[url.rstrip("/")] = set(tokens)
        return {"url": url}

    def forget_endpoint(url: str) -> dict[str, Any]:
        del store.endpoints[url.rstrip("/")]
        return {"url": url}

    def set_secrets(principal: str, secrets: Mapping[str, str]) -> dict[str, Any]:
        credentials.keep(store.principal(principal), secrets, replace=False)
        return {"keys": sorted(secrets)}

    def create_job(principal: str, template: str = "scim") -> Job:
        made = store.add_job(store.principal(principal), template)
        store.settle()
        return made

    def run_job(principal: str, job: str = "") -> dict[str, Any]:
        done = provisioning_cycle.run(store, *store.job(principal, job))
        return {"actions": [{"action": action, "source_id": item.source_id} for action, item in done]}

    def quarantine(
        principal: str, job: str = "", reason: str = "EncounteredQuarantineException", code: str = "", message: str = ""
    ) -> Job:
        found = store.job(principal, job)[1]
        jobs.quarantine(store, found, reason, code, message)
        return found

    def set_state(state: str) -> Change:
        def change(principal: str, job: str = "") -> Job:
            found = store.job(principal, job)[1]
            found.state = state
            return found

        return change

    def delete_job(principal: str, job: str = "") -> Job:
        owner, found = store.job(principal, job)
        store.remove_job(owner, found)
        store.settle()
        return found

    def put_schema(principal: str, document: Mapping[str, Any], job: str = "") -> Job:
        found = store.job(principal, job)[1]
        schema.replace(found, document)
        return found

    return {
        "endpoint.set": endpoint,
        "endpoint.forget": forget_endpoint,
        "secrets.set": set_secrets,
        "job.create": create_job,
        "job.run": run_job,
        "job.quarantine": quarantine,
        "job.start": set_state("Active"),
        "job.pause": set_state("Paused"),
        "job.delete": delete_job,
        "schema.set": put_schema,
    }
