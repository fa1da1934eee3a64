"""The state of a tenant: people and groups, applications and their assignments, synchronization, tokens."""

from __future__ import annotations

import secrets
import uuid
from copy import copy
from dataclasses import asdict
from typing import Any

from rolecall.sandbox.core.tokens import encode_jwt
from rolecall.sandbox.core.vendor import first, known
from rolecall.sandbox.entra.gallery import GALLERY, GalleryApplication
from rolecall.sandbox.entra.model import (
    NO_ROLE,
    Application,
    Assignment,
    Job,
    Provisioned,
    ServicePrincipal,
)
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.people import People
from rolecall.sandbox.entra.replication import Replication
from rolecall.sandbox.entra.trust import Workload


class EntraStore(People):
    """One tenant. `provisioned` is, by service principal and source id, what cycles have made of users and groups.

    `endpoints` are the Tenant URLs that answer, each with the tokens it takes; while empty, every well-formed one does.
    """

    def __init__(self, options: EntraOptions, seed: int) -> None:
        super().__init__(options)
        self.tenant_id = str(uuid.uuid4())
        self.client_id = str(uuid.uuid4())
        self.client_secret = f"{secrets.token_urlsafe(3)}8Q~{secrets.token_urlsafe(24)}"
        self.key = secrets.token_bytes(32)
        self.workload = Workload()
        self.applications: dict[str, Application] = {}
        self.deleted_applications: dict[str, Application] = {}
        self.service_principals: dict[str, ServicePrincipal] = {}
        self.assignments: dict[str, Assignment] = {}
        self.provisioned: dict[str, dict[str, Provisioned]] = {}
        self.on_demand: list[float] = []
        self.audit: list[dict[str, Any]] = []
        self.endpoints: dict[str, set[str]] = {}
        self.application_copies: Replication[Application] = Replication(self.clock, options)
        self.principal_copies: Replication[ServicePrincipal] = Replication(self.clock, options)
        self.assignment_copies: Replication[Assignment] = Replication(self.clock, options)
        self.job_copies: Replication[Job] = Replication(self.clock, options)
        self._by_resource: dict[str, dict[str, Assignment]] = {}
        self._assigned: set[tuple[str, str, str]] = set()
        self._seed(seed)

    def _seed(self, users: int) -> None:
        options = self.options
        people = self.add_users(users)
        for number in range(options.groups):
            first = number * options.members % max(len(people), 1)
            members = [person.id for person in (people + people)[first : first + options.members]]
            self.add_group(f"group{number + 1:05d}", members=list(dict.fromkeys(members)))
        template = next(iter(GALLERY.values()))
        for number in range(options.applications):
            principal = self.instantiate(template, f"{template.display_name} {number + 1}")[1]
            for person in people[: options.assignments]:
                self.assign(principal, person.id, template.app_roles()[0]["id"])
        self.settle()

    def settle(self) -> None:
        """Let every copy of the directory catch up at once."""
        for copies in (self.application_copies, self.principal_copies, self.assignment_copies, self.job_copies):
            copies.settle()
        for people in (self.user_copies, self.group_copies):
            people.settle()

    def refer(self, id: str) -> None:
        """Refuse a write that names someone or something new which its copy of the directory does not have yet."""
        for copies in (self.user_copies, self.group_copies, self.principal_copies):
            copies.refer(id)

    def add_token(self, claims: dict[str, Any]) -> str:
        """An access token with these claims."""
        return encode_jwt({"typ": "JWT", "alg": "HS256", "kid": "sandbox"}, claims, self.key)

    def end_tokens(self) -> None:
        """Let no access token be believed any more, however long it would have lasted."""
        self.key = secrets.token_bytes(32)

    # Applications

    def instantiate(
        self, template: GalleryApplication, name: str, owned: bool = True, **values: Any
    ) -> tuple[Application, ServicePrincipal]:
        """An application from the gallery, and its service principal."""
        app_id = str(uuid.uuid4())
        application = Application(
            str(uuid.uuid4()), app_id, name, template.id, self.now(), template.app_roles(), owned=owned, **values
        )
        principal = ServicePrincipal(str(uuid.uuid4()), app_id, name, self.now(), connection=template.connection)
        self.applications[application.id] = application
        self.service_principals[principal.id] = principal
        self.application_copies.created(application.id)
        self.principal_copies.created(principal.id)
        return application, principal

    def application_of(self, principal: ServicePrincipal) -> Application:
        """The application of a service principal."""
        return next(a for a in self.applications.values() if a.app_id == principal.app_id)

    def remove_application(self, application: Application) -> None:
        """Move an application to the recycle bin; its service principal goes with it, and whatever hangs on that."""
        del self.applications[application.id]
        self.deleted_applications[application.id] = application
        self.application_copies.deleted(application.id, application)
        for principal in [p for p in self.service_principals.values() if p.app_id == application.app_id]:
            self.remove_principal(principal)

    def remove_principal(self, principal: ServicePrincipal) -> None:
        """Delete a service principal with its assignments, secrets and jobs."""
        del self.service_principals[principal.id]
        self.principal_copies.deleted(principal.id, principal)
        for assignment in self.assignments_to(principal.id):
            self.unassign(assignment)

    def principal(self, key: str) -> ServicePrincipal:
        """The service principal of this id, or the first of this display name; raises KeyError."""
        return known(first(self.service_principals, key, "display_name"), f"service principal {key!r}")

    # Assignments

    def assign(self, principal: ServicePrincipal, principal_id: str, app_role_id: str = NO_ROLE) -> Assignment:
        """Assign a user or group to an application in a role."""
        kind = "User" if principal_id in self.users else "Group"
        made = Assignment(secrets.token_urlsafe(32), principal_id, kind, principal.id, app_role_id, self.now())
        self._keep(made)
        return made

    def _keep(self, made: Assignment) -> None:
        self.assignments[made.id] = made
        self._by_resource.setdefault(made.resource_id, {})[made.id] = made
        self._assigned.add((made.resource_id, made.principal_id, made.app_role_id))
        self.assignment_copies.created(made.id)

    def unassign(self, assignment: Assignment) -> None:
        """Take an assignment back."""
        del self.assignments[assignment.id]
        del self._by_resource[assignment.resource_id][assignment.id]
        self._assigned.discard((assignment.resource_id, assignment.principal_id, assignment.app_role_id))
        self.assignment_copies.deleted(assignment.id, assignment)

    def assigned(self, resource_id: str, principal_id: str, app_role_id: str) -> bool:
        """True if there is such an assignment."""
        return (resource_id, principal_id, app_role_id) in self._assigned

    def assignments_to(self, resource_id: str) -> list[Assignment]:
        """The assignments to one service principal, the oldest first."""
        return list(self._by_resource.get(resource_id, {}).values())

    def _unassigned(self, id: str) -> list[Assignment]:
        found = [each for each in self.assignments.values() if each.principal_id == id]
        for each in found:
            self.unassign(each)
        return found

    def _assigned_again(self, assignments: list[Assignment]) -> None:
        for each in assignments:
            if each.resource_id in self.service_principals:
                self._keep(each)

    # Synchronization

    def add_job(self, principal: ServicePrincipal, template_id: str) -> Job:
        """A synchronization job that has not been started."""
        id = f"{template_id}.{self.tenant_id.replace('-', '')}.{uuid.uuid4()}"
        job = principal.jobs[id] = Job(id, principal.id, template_id)
        self.job_copies.created(id)
        return job

    def remove_job(self, principal: ServicePrincipal, job: Job) -> None:
        """Delete a job; what it provisioned stays."""
        del principal.jobs[job.id]
        self.job_copies.deleted(job.id, job)

    def job(self, principal: str, job: str = "") -> tuple[ServicePrincipal, Job]:
        """A job by service principal and id; without an id the only one. Raises KeyError."""
        owner = self.principal(principal)
        found = owner.jobs.get(job) if job else next(iter(owner.jobs.values()), None)
        if found is None:
            raise KeyError(f"{owner.display_name!r} has no job {job!r}")
        return owner, found

    def dump(self) -> dict[str, Any]:
        """Everything; tokens and the client's secret are left out, and secrets are masked where this is shown."""
        with self.lock:
            return {
                "tenant_id": self.tenant_id,
                **self.tables(
                    "users", "deleted_users", "groups", "applications", "deleted_applications", "assignments"
                ),
                "service_principals": [_shown(principal) for principal in self.service_principals.values()],
                "provisioned": {
                    id: [asdict(item) for item in items.values()] for id, items in self.provisioned.items()
                },
                "time": self.now(),
            }


def _shown(principal: ServicePrincipal) -> dict[str, Any]:
    """A service principal; its secrets are pairs of key and value, of which masks hide the values alone."""
    shown = copy(principal)
    shown.secrets = {}
    row = asdict(shown)
    del row["secrets"]
    return {**row, "credentials": [{"key": key, "value": value} for key, value in principal.secrets.items()]}
