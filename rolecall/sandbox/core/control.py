"""The control API under `/__sandbox__/`: look into a running sandbox and change it, without vendor credentials.

| path | methods |
|---|---|
| `log` | GET (`?method=&path=` filter), DELETE |
| `faults` | GET, POST one fault, DELETE all |
| `options` | GET, POST `{name: value}`; `latency` in seconds is one of them |
| `change` | GET the names, POST `{"do": name, ...arguments}` |
| `state` | GET everything in the store, secrets masked |

A wrong request gets 400 and `{"error": text}`. Requests here are not logged, delayed or struck by faults.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any, Protocol

from rolecall.sandbox.core.faults import KINDS, Fault, Faults
from rolecall.sandbox.core.log import EventLog, mask_values
from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.core.vendor import Vendor

PREFIX = "/__sandbox__/"


class Controlled(Protocol):
    """A running sandbox, as far as it can be looked into and changed here."""

    vendor: Vendor[Any, Any]
    log: EventLog
    faults: Faults
    latency: float


class Control:
    """Answers control requests for one sandbox."""

    def __init__(self, sandbox: Controlled) -> None:
        self._sandbox = sandbox
        self._router: Router[Callable[[Request], Response]] = Router()
        self._router.add(PREFIX + "log", GET=self._log, DELETE=self._clear_log)
        self._router.add(PREFIX + "faults", GET=self._faults, POST=self._add_fault, DELETE=self._clear_faults)
        self._router.add(PREFIX + "options", GET=self._options, POST=self._set_options)
        self._router.add(PREFIX + "change", GET=self._changes, POST=self._change)
        self._router.add(PREFIX + "state", GET=self._state)

    def handle(self, request: Request) -> Response:
        """Answer a control request."""
        try:
            handler, _ = self._router.find(request.method, request.raw_path)
            return handler(request)
        except Refusal as refusal:
            return Response.json({"error": refusal.text}, refusal.status, **refusal.headers)
        except (ValueError, TypeError, KeyError, re.error) as error:
            text = error.args[0] if error.args else type(error).__name__
            return Response.json({"error": str(text)}, 400)

    def _log(self, request: Request) -> Response:
        events = self._sandbox.log.matching(request.parameter("method") or None, request.parameter("path") or None)
        return Response.json([event.dump() for event in events])

    def _clear_log(self, request: Request) -> Response:
        self._sandbox.log.clear()
        return Response.json({})

    def _faults(self, request: Request) -> Response:
        return Response.json({"faults": [fault.dump() for fault in self._sandbox.faults], "kinds": dict(KINDS)})

    def _add_fault(self, request: Request) -> Response:
        return Response.json(self._sandbox.faults.add(Fault.load(_object(request))).dump(), 201)

    def _clear_faults(self, request: Request) -> Response:
        self._sandbox.faults.clear()
        return Response.json({})

    def _options(self, request: Request) -> Response:
        return Response.json({**dataclasses.asdict(self._sandbox.vendor.options), "latency": self._sandbox.latency})

    def _set_options(self, request: Request) -> Response:
        values = _object(request)
        latency = float(values.pop("latency", self._sandbox.latency))
        with self._sandbox.vendor.store.lock:
            self._sandbox.vendor.set_options(values)
        self._sandbox.latency = latency
        return self._options(request)

    def _changes(self, request: Request) -> Response:
        return Response.json(sorted(self._sandbox.vendor.changes))

    def _change(self, request: Request) -> Response:
        values = _object(request)
        name = values.pop("do", None)
        if not isinstance(name, str):
            raise ValueError('a change needs "do", its name')
        return Response.json(mask_values(self._sandbox.vendor.change(name, **values)))

    def _state(self, request: Request) -> Response:
        with self._sandbox.vendor.store.lock:
            return Response.json(mask_values(self._sandbox.vendor.store.dump()))


def _object(request: Request) -> dict[str, Any]:
    """The JSON object in the body; raises ValueError when it is anything else."""
    value = json.loads(request.body or b"{}")
    if not isinstance(value, dict):
        raise ValueError("the body must be a JSON object")
    return value
