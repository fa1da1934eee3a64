"""Errors between us and a vendor.

    VendorError
    ├── Stopped             nothing was sent: Terraform asked us to stop
    ├── ReadOnly            nothing was sent: this client may only read
    ├── Unreachable         nothing was sent: no such host, refused, no connection in time
    ├── TlsFailure          nothing was sent: no trusted connection
    │   └── CertificateRefused  the vendor does not take our certificate
    ├── Unauthenticated     401, or no usable credentials
    ├── Denied              403
    ├── NotFound            404, 410
    │   └── NoSuchPlace     the same for a request that names no object: a listing, a create
    ├── Unproven            404 for an object, and no sign that this is the API that would have it
    ├── Conflict            409, 412
    ├── Rejected            any other refusal (4xx, 501)
    │   └── NotDone         a successful answer that names what it did not do
    ├── Unavailable         429, 5xx or no answer, after retries; nothing was changed, or repeating is harmless
    ├── AmbiguousOutcome    a write was sent and no trustworthy answer came: it may have been done
    ├── NotTheApi           an answer that cannot be the API's: a web page, broken JSON, a redirect
    ├── Incomplete          an answer that leaves out what it must say
    ├── Misrouted           an answer about another object than the one that was asked for
    ├── EndlessListing      a listing that never ends
    └── TornListing         a listing that changed while it was read, again and again

Every error words itself for Terraform with `diagnostic`. Registered secrets never show.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar, Self

from rolecall.runtime.diagnostics import Diagnostic, Path
from rolecall.runtime.secrets import redact
from rolecall.runtime.writes import nothing_written


class VendorError(Exception):
    """A call to a vendor failed.

    `message` says what is wrong, in the vendor's words where it gave any. `status` is the HTTP status if there was
    an answer, `request_id` what the vendor's support asks for, `method` and `path` the request (without its query).
    `advice` is what to do next, in place of the class's own. `unchanged` says that neither this call nor the operation
    that it belongs to had changed anything by then; only then does the message say so. `learnt` is what refusals of
    this run have taught of the server, in words. `argument` of the provider block is what to look at, where that is
    known. `signed`: the answer is the vendor's own for certain, and no proxy's.
    """

    problem: ClassVar[str] = "the call failed"
    next_step: ClassVar[str] = "Run with TF_LOG=debug to see each request."
    does_nothing: ClassVar[bool] = False
    """Whether the call itself certainly did nothing."""

    def __init__(
        self,
        message: str = "",
        *,
        status: int | None = None,
        request_id: str | None = None,
        method: str = "",
        path: str = "",
        advice: str = "",
    ) -> None:
        self.message = redact(message)
        self.status = status
        self.request_id = request_id
        self.method = method
        self.path = path
        self.advice = advice
        self.learnt = ""
        self.argument = ""
        self.signed = False
        self.unchanged = self.does_nothing and nothing_written()
        super().__init__(self.message or self.problem)

    def at(self, method: str, path: str, status: int | None = None) -> Self:
        """Say which request failed, and with which status; gives the error itself."""
        self.method, self.path, self.status = method, path, status
        return self

    def diagnostic(self, path: Path = (), doing: str = "") -> Diagnostic:
        """The error for Terraform, at attribute `path` or else at `argument`.

        `doing` says what was attempted ("create user jdoe").
        """
        summary = f"Cannot {doing}: {self.problem}" if doing else self.problem[:1].upper() + self.problem[1:]
        lines = [self.message] if self.message else []
        if self.method:
            lines.append(f"Request: {self.method} {self.path}")
        if self.status is not None:
            lines.append(f"Status: {_status_line(self.status)}")
        if self.request_id:
            lines.append(f"Request id: {self.request_id}")
        unchanged = "Nothing was changed. " if self.unchanged and nothing_written() else ""
        advice = unchanged + (self.advice or self.next_step) + (f" {self.learnt}" if self.learnt else "")
        detail = "\n".join(lines) + ("\n\n" if lines and advice else "") + advice
        place = tuple(filter(None, self.argument.split(".")))
        said = f"{self.message} {unchanged}Look at `{self.argument}` in the provider block: another error of this run "
        brief = redact(f"{said}says more.".strip()) if self.argument else ""
        return Diagnostic("error", redact(summary), redact(detail), path or place, brief)


class Stopped(VendorError):
    """Terraform asked the provider to stop before the request was sent. Nothing was done."""

    problem = "stopped before anything was sent"
    does_nothing = True
    next_step = "Run the command again to go on."


class ReadOnly(VendorError):
    """The client may only read, and this request would write. Nothing was sent."""

    problem = "this connection may only read"
    does_nothing = True
    next_step = "Reports and checks never write; changes are made by `terraform apply`."


class Unreachable(VendorError):
    """No connection to the vendor. Nothing was sent."""

    problem = "the vendor cannot be reached"
    does_nothing = True
    next_step = "Check the URL in the provider block, the network, a proxy, a firewall."


class TlsFailure(VendorError):
    """No trusted connection to the vendor. Nothing was sent."""

    problem = "no trusted connection to the vendor"
    does_nothing = True
    next_step = (
        "If the vendor's certificate comes from a private authority, set `ca_file` to that "
        "authority's certificate (PEM). `insecure_skip_verify = true` trusts anybody and is for tests only."
    )


class CertificateRefused(TlsFailure):
    """The vendor does not take the certificate that we show. Nothing was done."""

    problem = "the vendor does not take our certificate"
    next_step = (
        "Look whether it is meant for this instance of the vendor, has not expired, and comes from an authority that "
        "the vendor trusts."
    )


class Unauthenticated(VendorError):
    """The vendor does not know who we are: credentials are missing, wrong or expired."""

    problem = "the vendor does not accept our credentials"
    next_step = "The token or password is missing, wrong or expired."


class Denied(VendorError):
    """The vendor knows who we are and does not allow this."""

    problem = "our account is not allowed to do this"
    next_step = "Give the account or token of the provider block the permission this needs, or use another one."


class NotFound(VendorError):
    """The vendor has no such object."""

    problem = "the vendor has no such object"
    next_step = "It may have been deleted. Run `terraform plan` to see what is there."


class NoSuchPlace(NotFound):
    """The vendor has nothing at an address that names no object, such as that of a listing or of a create."""

    problem = "the vendor has nothing at this address"
    next_step = (
        "It is always there where this API is. Check the URL in the provider block and the dialect of the API, and "
        "whether our account may see this at all: some vendors answer so to those who may not."
    )


class Unproven(VendorError):
    """An object is not found, and neither is what is always there: that says nothing about the object."""

    problem = "whether it is gone cannot be told"
    does_nothing = True
    next_step = (
        "State stays as it is. Check the URL in the provider block, the dialect of the API, "
        "and whether our account may see this at all."
    )


class Conflict(VendorError):
    """The vendor has something that this would clash with, or it changed in between."""

    problem = "it clashes with what the vendor has"
    next_step = "Look for an object of that name, or apply again if somebody else was changing it."


class Rejected(VendorError):
    """The vendor refused the request as it stands."""

    problem = "the vendor refused the request"
    does_nothing = True
    next_step = "Correct what the vendor names. Where it names nothing, ask whoever runs it, with its status and words."

    @property
    def is_no_method(self) -> bool:
        """True if the address or the server knows no such method (RFC 9110 sections 15.5.6 and 15.6.2)."""
        return self.status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)


class NotDone(Rejected):
    """The vendor took the request and says in its answer that it did not do what was asked."""

    problem = "the vendor did not do it"


class Unavailable(VendorError):
    """The vendor could not answer, and trying again did not help. What was asked was not done, or is safe to repeat."""

    problem = "the vendor could not answer"
    next_step = (
        "Apply again later. If this happens often, raise `timeout_seconds` or `max_retries`, or set "
        "`requests_per_minute` below what the vendor allows."
    )


class AmbiguousOutcome(VendorError):
    """A write was sent and no trustworthy answer came. It may have been done or not; it was not repeated."""

    problem = "the vendor did not confirm the change"
    next_step = "It may have been made or not. Run `terraform plan` to see what is there before applying again."


class NotTheApi(VendorError):
    """Something answered that cannot be the API."""

    problem = "the answer is not the vendor's API"
    next_step = "Check the URL in the provider block: it may lead to a web page, a proxy or another service."


class Incomplete(VendorError):
    """An answer leaves out what it must say; `place` is the attribute that it is about."""

    problem = "the answer is incomplete"
    next_step = (
        "What an answer does not say is not known: it is neither empty nor gone. Plan again; if this goes on, look "
        "whether the account that the provider runs as may read it."
    )

    def __init__(self, message: str = "", *, place: Path = (), request_id: str | None = None) -> None:
        super().__init__(message, request_id=request_id)
        self.place = place

    def diagnostic(self, path: Path = (), doing: str = "") -> Diagnostic:
        """As of every error, at `place` where no other attribute is given."""
        return super().diagnostic(path or self.place, doing)


class Misrouted(VendorError):
    """An answer is about another object than the one that was asked for."""

    problem = "the answer is about another object"
    does_nothing = True
    next_step = (
        "The answer was not used. A cache or proxy before the vendor may mix answers up; try "
        "again, and tell whoever runs it if this stays."
    )


class EndlessListing(VendorError):
    """A listing that never ends."""

    problem = "the listing never ends"
    does_nothing = True
    next_step = (
        "The vendor gives page after page without coming to an end; this is a fault on its side, so tell it. "
        '`refresh = "get"` reads objects one by one; what only a listing can tell is still listed.'
    )


class TornListing(VendorError):
    """A listing whose rows kept moving between pages while it was read."""

    problem = "the listing kept changing while it was read"
    does_nothing = True
    next_step = "Somebody is changing many objects right now; try again when that is done."


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
