"""Fault injection: answers of a vendor, and what the faults that are on make of them."""

from __future__ import annotations

import json
import sys
import traceback
from dataclasses import replace
from typing import Any

from rolecall.sandbox.core.answers import emptied, keys, without, without_rows
from rolecall.sandbox.core.echoes import echo
from rolecall.sandbox.core.faults import Fault, Faults
from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.recorded_past import Past
from rolecall.sandbox.core.stored import stored
from rolecall.sandbox.core.vendor import Vendor

_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>"
_HTML = "text/html; charset=utf-8"
_READS = ("GET", "HEAD")


class Injector:
    """Answers the requests of one vendor."""

    def __init__(self, vendor: Vendor[Any, Any]) -> None:
        self._vendor = vendor
        self._past = Past(vendor.store)

    def answer(self, request: Request) -> tuple[Response | None, Fault | None]:
        """The answer (None: close without one), and the fault that struck.

        Each kind is asked once for each request, so that its counters count requests.
        """
        if fault := request.fault("drop_before"):
            return None, fault
        if fault := request.fault("status"):
            return self._failure(request, fault), fault
        if _asks_for_too_much(request) and (fault := request.fault("page_too_large")):
            return self._failure(request, fault), fault
        if _is_special(request) and (fault := request.fault("media_type_refused")):
            refusal = Refusal(415, f"The media type {request.content_type} is not supported.", "UnsupportedMediaType")
            return self._vendor.refuse(request, refusal), fault
        if fault := request.fault("not_found"):
            return self._vendor.refuse(request, Refusal(404, f"There is no {request.path}.", "NotFound")), fault
        if fault := request.fault("route_missing"):
            body = {"status": 404, "error": "Not Found", "path": request.raw_path}
            return Response.json(body, 404), fault
        if fault := request.fault("echo"):
            words = echo(request, fault.form)
            return self._vendor.refuse(request, Refusal(fault.status, words, "ServiceFault")), fault
        if fault := request.fault("html"):
            return Response(200, _PAGE, _HTML), fault
        response, struck = self._work(request)
        if fault := request.fault("drop_after"):
            return None, fault
        if fault := request.fault("status_after"):
            return self._failure(request, fault), fault
        if fault := request.fault("broken_json"):
            return replace(response, body=response.body[: len(response.body) // 2]), fault
        if fault := request.fault("empty_body"):
            return replace(response, status=200, body=b""), fault
        if fault := request.fault("empty_object"):
            return replace(response, status=200, body=b"{}"), fault
        if fault := request.fault("wrong_content_type"):
            return replace(response, content_type=_HTML), fault
        if fault := request.fault("member_missing"):
            return replace(response, body=without(response.body, fault.member)), fault
        if fault := request.fault("member_emptied"):
            return replace(response, body=emptied(response.body, fault.member, json.loads(fault.words))), fault
        if fault := request.fault("row_missing"):
            return replace(response, body=without_rows(response.body, fault.words)), fault
        return response, struck

    def _work(self, request: Request) -> tuple[Response, Fault | None]:
        """The vendor's answer, now, from the past or about another object."""
        if _writes_texts(request) and (fault := request.fault("stored_otherwise")):
            body = stored(request.body, request.content_type, fault.member, fault.words)
            response, _ = self._work(replace(request, body=body, faults=Faults()))
            return response, fault
        stale, misrouted, elsewhere = (request.fault(kind) for kind in ("stale", "misrouted", "other_tenant"))
        with self._vendor.store.lock:
            if not any(request.faults.on(kind) for kind in ("stale", "other_tenant")):
                self._past.forget()
            elif request.method not in _READS:
                with self._past.written(request.path) as write:
                    response = self._now(request)
                    write.done = response.status < 400
                return response, None
            if elsewhere and request.method in _READS:
                with self._past.at_first():
                    return self._now(request), elsewhere
            if stale and request.method in _READS:
                with self._past.before(request.path):
                    return self._now(request), stale
            if misrouted and request.method in _READS:
                return self._now(self._misroute(request)), misrouted
            if misrouted and request.method == "POST":
                return self._astray(request), misrouted
            return self._now(request), None

    def _astray(self, request: Request) -> Response:
        """The answer to a create, done, with the first object of its list in place of the new one."""
        done = self._now(request)
        place = replace(request, method="GET", raw_path=f"{request.raw_path}/")
        return replace(done, body=self._now(self._misroute(place)).body) if done.status < 400 else done

    def _misroute(self, request: Request) -> Request:
        """The request for another object of the list that this one is in, where there is one."""
        parent, _, own = request.raw_path.rpartition("/")
        quiet = replace(request, faults=Faults())
        listing = self._now(replace(quiet, raw_path=parent))
        for key in keys(listing.body) if listing.status == 200 else ():
            other = replace(quiet, raw_path=f"{parent}/{key}")
            if key != own and self._now(other).status == 200:
                return other
        return request

    def _now(self, request: Request) -> Response:
        try:
            return self._vendor.handle(request)
        except Refusal as refusal:
            return self._vendor.refuse(request, refusal)
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return self._vendor.refuse(request, Refusal(500, "The sandbox failed; see its standard error."))

    def _failure(self, request: Request, fault: Fault) -> Response:
        headers = {} if fault.retry_after is None else {"Retry_After": str(fault.retry_after)}
        refusal = Refusal(fault.status, fault.words, "ServiceFault", **headers)
        if fault.html:
            return Response(fault.status, _PAGE, _HTML, refusal.headers)
        return self._vendor.refuse(request, refusal)


def _asks_for_too_much(request: Request) -> bool:
    """True if a fault's parameter is above what it allows."""
    asked = ((request.parameter(each.member), each.most) for each in request.faults if each.kind == "page_too_large")
    return any(text.isdecimal() and int(text) > most for text, most in asked)


def _writes_texts(request: Request) -> bool:
    """True if the body names the member of a fault that changes what is stored."""
    return any(each.kind == "stored_otherwise" and each.member.encode() in request.body for each in request.faults)


def _is_special(request: Request) -> bool:
    """True if the body is of a media type that not everybody knows."""
    return request.content_type not in ("", "application/json", "application/x-www-form-urlencoded")
