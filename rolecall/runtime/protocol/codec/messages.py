"""Findings, paths and deferrals as protocol messages."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Final

from rolecall.runtime.application import DeferredReason
from rolecall.runtime.diagnostics import Diagnostic, Path
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.secrets import redact
from rolecall.specification.types import ListOf, MapOf, ObjectOf, SetOf, Type
from rolecall.text.sanitizer import lines, visible

_REASONS: Final[dict[DeferredReason, pb.Deferred.Reason]] = {
    "provider_config_unknown": pb.Deferred.PROVIDER_CONFIG_UNKNOWN,
    "resource_config_unknown": pb.Deferred.RESOURCE_CONFIG_UNKNOWN,
    "absent_prereq": pb.Deferred.ABSENT_PREREQ,
}

_guard: Final = threading.Lock()
_told: Final[set[tuple[str, str]]] = set()


def diagnostics(findings: Iterable[Diagnostic], kind: Type | None = None) -> list[pb.Diagnostic]:
    """`findings` as messages, fit to be shown; `kind` is the type that their paths lead into."""
    return [diagnostic(item, kind) for item in findings]


def diagnostic(finding: Diagnostic, kind: Type | None = None) -> pb.Diagnostic:
    """`finding` as a message, fit to be shown.

    This is where every finding leaves the process: whatever came into its text, no secret and nothing that a terminal
    or a CI system would obey goes out. The line ends of the detail are ours and stay. What all resources have in common
    is told in full once, and briefly of the others.
    """
    return pb.Diagnostic(
        severity=pb.Diagnostic.ERROR if finding.severity == "error" else pb.Diagnostic.WARNING,
        summary=visible(redact(finding.summary)),
        detail=shown(finding.brief if finding.brief and _is_told(finding) else finding.detail),
        attribute=attribute_path(finding.path, kind) if finding.path else None,
    )


def _is_told(finding: Diagnostic) -> bool:
    """Whether the same was told before in this process, which serves one Terraform command."""
    key = (finding.summary, finding.brief)
    with _guard:
        told = key in _told
        _told.add(key)
    return told


def attribute_path(path: Path, kind: Type | None = None) -> pb.AttributePath:
    """`path` as a message. `kind` tells map keys from attribute names.

    A set's elements have no address in the protocol: the path ends at the set.
    """
    steps: list[pb.AttributePath.Step] = []
    for step in path:
        match kind, step:
            case SetOf(), _:
                break
            case MapOf(element), str():
                steps.append(pb.AttributePath.Step(element_key_string=sendable(step)))
                kind = element
            case ListOf(element), int():
                steps.append(pb.AttributePath.Step(element_key_int=step))
                kind = element
            case _, int():
                steps.append(pb.AttributePath.Step(element_key_int=step))
                kind = None
            case _, str():
                steps.append(pb.AttributePath.Step(attribute_name=sendable(step)))
                kind = dict(kind.fields).get(step) if isinstance(kind, ObjectOf) else None
    return pb.AttributePath(steps=steps)


def deferred(reason: DeferredReason | None) -> pb.Deferred | None:
    """`reason` as a message, or None when nothing is deferred."""
    return None if reason is None else pb.Deferred(reason=_REASONS[reason])


def shown(text: str) -> str:
    """`text` as somebody may see it: without secrets, and with nothing that a terminal or a CI system would obey."""
    return lines(redact(text))


def sendable(text: str) -> str:
    """`text` with lone surrogates replaced: a protobuf string must be valid Unicode."""
    return text.encode("utf-8", "replace").decode()
