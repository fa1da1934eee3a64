"""The synchronization of a service principal, as Graph answers it: secrets, templates, jobs and their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.entra import credentials, jobs, on_demand, schema
from rolecall.sandbox.entra.applications import seen_principal, written_principal
from rolecall.sandbox.entra.call import Call, bad_request, not_found
from rolecall.sandbox.entra.default_schema import default_schema
from rolecall.sandbox.entra.expressions import ExpressionError, parse, value
from rolecall.sandbox.entra.gallery import GALLERY, GalleryApplication
from rolecall.sandbox.entra.model import Job, ServicePrincipal
from rolecall.sandbox.entra.schema_catalogue import function_rows, operator_rows

_PERMISSIONS = ("Synchronization.ReadWrite.All", "Application.ReadWrite.OwnedBy")
_READ = (*_PERMISSIONS, "Synchronization.Read.All")


def _gallery(call: Call, principal: ServicePrincipal) -> GalleryApplication:
    return GALLERY[call.store.application_of(principal).template_id]


def _seen(call: Call) -> ServicePrincipal:
    call.require(*_READ)
    return seen_principal(call)


def _written(call: Call) -> ServicePrincipal:
    call.require(*_PERMISSIONS)
    return written_principal(call)


# Secrets


def list_secrets(call: Call) -> Response:
    """GET …/secrets: the keys, each with a mask for its value."""
    principal = _seen(call)
    rows = [{"key": key, "value": "*"} for key in principal.secrets]
    return Response.json({"@odata.context": f"{call.base()}/$metadata#secrets", "value": rows})


def put_secrets(call: Call) -> Response:
    """PUT …/secrets."""
    principal = _written(call)
    given = credentials.pairs(call.body({"value": list}, required=["value"])["value"])
    credentials.keep(principal, given, call.options.secrets_put == "replace")
    return Response(204)


# Templates


def _template_row(principal: ServicePrincipal, template: str) -> dict[str, Any]:
    return {
        "id": template,
        "applicationId": principal.app_id,
        "default": True,
        "description": "System for cross-domain identity management",
        "discoverable": True,
        "factoryTag": template,
        "metadata": [{"key": "ConfigurationFields", "value": ",".join(principal.connection)}],
    }


def list_templates(call: Call) -> Response:
    """GET …/templates."""
    principal = _seen(call)
    return call.page(
        "templates", _gallery(call, principal).synchronization, lambda template: _template_row(principal, template)
    )


def _template(call: Call) -> tuple[ServicePrincipal, str]:
    principal = _seen(call)
    if call.argument("template") not in _gallery(call, principal).synchronization:
        raise not_found(call.argument("template"))
    return principal, call.argument("template")


def get_template(call: Call) -> Response:
    """GET …/templates/{id}."""
    return call.one("templates", _template_row(*_template(call)))


def get_template_schema(call: Call) -> Response:
    """GET …/templates/{id}/schema."""
    principal, template = _template(call)
    return Response.json(default_schema(template, _gallery(call, principal).display_name))


# Jobs


def list_jobs(call: Call) -> Response:
    """GET …/jobs."""
    principal = _seen(call)
    rows = call.store.job_copies.listed(principal.jobs.values(), lambda job: job.owner_id == principal.id)
    return call.page("jobs", rows, lambda job: jobs.job_row(principal, job))


def create_job(call: Call) -> Response:
    """POST …/jobs: not started yet."""
    principal = _written(call)
    body = call.body({"templateId": str, "id": str, "schedule": dict}, required=["templateId"])
    if body["templateId"] not in _gallery(call, principal).synchronization:
        raise bad_request(f"The template '{body['templateId']}' does not exist.", "TemplateNotFound")
    if any(job.template_id == body["templateId"] for job in principal.jobs.values()):
        raise Refusal(409, f"There is a job of the template '{body['templateId']}' already.", "JobAlreadyExists")
    job = call.store.add_job(principal, body["templateId"])
    return call.one("jobs", jobs.job_row(principal, job), 201)


def _written_job(call: Call) -> tuple[ServicePrincipal, Job]:
    """The job in the path with its service principal, for a write to it; refuses one that is not there (yet)."""
    principal = _written(call)
    return principal, call.written("job", call.store.job_copies, principal.jobs.get(call.argument("job")))


@contextmanager
def _changing_job(call: Call) -> Iterator[tuple[ServicePrincipal, Job]]:
    """As `_written_job`; in this block the job changes."""
    principal, job = _written_job(call)
    with call.store.job_copies.changing(job):
        yield principal, job


def _seen_job(call: Call) -> tuple[ServicePrincipal, Job]:
    principal = _seen(call)
    return principal, call.seen("job", call.store.job_copies, principal.jobs)


def get_job(call: Call) -> Response:
    """GET …/jobs/{id}."""
    return call.one("jobs", jobs.job_row(*_seen_job(call)))


def delete_job(call: Call) -> Response:
    """DELETE …/jobs/{id}: what it provisioned stays."""
    call.store.remove_job(*_written_job(call))
    return Response(204)


def start_job(call: Call) -> Response:
    """POST …/jobs/{id}/start."""
    with _changing_job(call) as (principal, job):
        jobs.start(principal, job)
    return Response(204)


def pause_job(call: Call) -> Response:
    """POST …/jobs/{id}/pause."""
    with _changing_job(call) as (_, job):
        job.state = "Paused"
    return Response(204)


def restart_job(call: Call) -> Response:
    """POST …/jobs/{id}/restart."""
    with _changing_job(call) as (principal, job):
        criteria = call.body({"criteria": dict}, required=["criteria"])["criteria"]
        jobs.restart(principal, job, str(criteria.get("resetScope", "None")))
    return Response(204)


def validate_credentials(call: Call) -> Response:
    """POST …/jobs/{id}/validateCredentials; with a `templateId` in the body, the job need not be there yet."""
    principal = _written(call)
    body = call.body(
        {"credentials": list, "useSavedCredentials": bool, "templateId": str, "applicationIdentifier": str}
    )
    gallery = _gallery(call, principal)
    if call.argument("job") not in principal.jobs and body.get("templateId") not in gallery.synchronization:
        raise not_found(call.argument("job"))
    given = credentials.pairs(body.get("credentials") or [])
    secrets = {**principal.secrets, **given} if body.get("useSavedCredentials") else given
    if refusal := credentials.refusal_of(call.store, gallery, secrets):
        raise refusal
    return Response(204)


def provision_on_demand(call: Call) -> Response:
    """POST …/jobs/{id}/provisionOnDemand: one user or group, at once."""
    principal, job = _written_job(call)
    return on_demand.answer(call, principal, job, _gallery(call, principal))


# Schemas


def get_schema(call: Call) -> Response:
    """GET …/jobs/{id}/schema."""
    principal, job = _seen_job(call)
    document = schema.schema_of(job, _gallery(call, principal).display_name)
    return Response.json({"@odata.context": f"{call.base()}/$metadata#schema/$entity", **document})


def put_schema(call: Call) -> Response:
    """PUT …/jobs/{id}/schema: the whole of it; what is left out is gone."""
    with _changing_job(call) as (_, job):
        document = call.body({"id": str, "version": str, "synchronizationRules": list, "directories": list})
        schema.replace(job, document, lower=call.options.lower_filters)
    return Response(204)


def delete_schema(call: Call) -> Response:
    """DELETE …/jobs/{id}/schema: back to what the template begins with."""
    with _changing_job(call) as (_, job):
        schema.reset(job)
    return Response(204)


def filter_operators(call: Call) -> Response:
    """GET …/schema/filterOperators()."""
    _seen_job(call)
    return call.page("filterOperators", operator_rows(), dict)


def functions(call: Call) -> Response:
    """GET …/schema/functions()."""
    _seen_job(call)
    return call.page("functions", function_rows(), dict)


def parse_expression(call: Call) -> Response:
    """POST …/schema/parseExpression."""
    principal, job = _written_job(call)
    body = call.body(
        {"expression": str, "targetAttributeDefinition": dict, "testInputObject": dict}, required=["expression"]
    )
    document = schema.schema_of(job, _gallery(call, principal).display_name)
    rule = document["synchronizationRules"][0] if document["synchronizationRules"] else None
    attributes = schema.attributes_of(document, rule["sourceDirectoryName"], "User") if rule else None
    answer: dict[str, Any] = {"parsingSucceeded": True, "evaluationSucceeded": False, "evaluationResult": []}
    try:
        answer["parsedExpression"] = parse(body["expression"], attributes)
    except ExpressionError as error:
        problem = {"code": "ExpressionParsingFailed", "message": str(error), "target": None, "innerError": None}
        return Response.json({**answer, "parsingSucceeded": False, "parsedExpression": None, "error": problem})
    if body.get("testInputObject") is not None:
        rows = body["testInputObject"].get("properties") or []
        given = {row["key"]: row["value"] for row in rows}
        answer["evaluationResult"] = [str(value(answer["parsedExpression"], given))]
        answer["evaluationSucceeded"] = True
    return Response.json({**answer, "error": None})
