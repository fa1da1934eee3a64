"""Errors and confirmations of an API server: the kind Status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.tanzu.kubernetes.kinds import Kind

_REASONS: Final[Mapping[int, str]] = {
    **{code: HTTPStatus(code).phrase.replace(" ", "") for code in (400, 401, 403, 404, 405, 406, 409, 415, 429, 503)},
    410: "Expired",
    422: "Invalid",
    500: "InternalError",
    504: "Timeout",
}


class Failure(Refusal):
    """A refusal with the details a Status has: what it is about, and the causes, each `(reason, field, message)`."""

    def __init__(
        self,
        status: int,
        text: str,
        name: str = "",
        *,
        kind: Kind | None = None,
        about: str = "",
        causes: Sequence[tuple[str, str, str]] = (),
        resume: str = "",
    ) -> None:
        super().__init__(status, text, name)
        self.details: dict[str, Any] = {}
        self.resume = resume
        if kind is not None:
            self.details = {"name": about, "group": kind.group, "kind": kind.plural}
            self.details = {key: value for key, value in self.details.items() if value}
        if causes:
            self.details["causes"] = [
                {"reason": reason, "message": message, "field": field} for reason, field, message in causes
            ]


def not_found(kind: Kind, name: str) -> Failure:
    """There is no object of this name."""
    return Failure(404, f'{kind.resource} "{name}" not found', kind=kind, about=name)


def already_exists(kind: Kind, name: str) -> Failure:
    """There is one of this name already."""
    return Failure(409, f'{kind.resource} "{name}" already exists', "AlreadyExists", kind=kind, about=name)


def conflict(kind: Kind, name: str, why: str) -> Failure:
    """Someone else was faster."""
    return Failure(409, f'Operation cannot be fulfilled on {kind.resource} "{name}": {why}', kind=kind, about=name)


MODIFIED = "the object has been modified; please apply your changes to the latest version and try again"


def invalid(kind: Kind, name: str, *causes: tuple[str, str, str]) -> Failure:
    """The object is wrong in these ways, each `(reason, field, message)`."""
    texts = [f"{field}: {message}" for _, field, message in causes]
    joined = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    return Failure(422, f'{kind.name}.{kind.group} "{name}" is invalid: {joined}', kind=kind, about=name, causes=causes)


def bad_request(text: str) -> Failure:
    """The request cannot be understood."""
    return Failure(400, text)


def failure(refusal: Refusal) -> Response:
    """A refusal as a Status; refusals that know nothing of Kubernetes get the reason of their status."""
    known = isinstance(refusal, Failure)
    metadata = {"continue": refusal.resume} if isinstance(refusal, Failure) and refusal.resume else {}
    details = dict(refusal.details) if isinstance(refusal, Failure) else {}
    if (seconds := refusal.headers.get("Retry-After", "")).isdecimal():
        details["retryAfterSeconds"] = int(seconds)
    body: dict[str, Any] = {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": metadata,
        "status": "Failure",
        "message": refusal.text,
        "reason": (refusal.name if known else "") or _REASONS.get(refusal.status, ""),
        "code": refusal.status,
    }
    if details:
        body["details"] = details
    return Response.json(body, refusal.status, **refusal.headers)


def success(kind: Kind, name: str = "", uid: str = "") -> dict[str, Any]:
    """The Status that confirms a deletion."""
    details = {"name": name, "group": kind.group, "kind": kind.plural, "uid": uid}
    return {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Success",
        "details": {key: value for key, value in details.items() if value},
    }
