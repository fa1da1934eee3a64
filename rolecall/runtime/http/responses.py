"""HTTP answers as data, or as one of the errors of `rolecall.runtime.errors`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlsplit

from rolecall.runtime.configuration.credentials import blamed, credentials_advice
from rolecall.runtime.errors import (
    AmbiguousOutcome,
    Conflict,
    Denied,
    NoSuchPlace,
    NotDone,
    NotFound,
    NotTheApi,
    Rejected,
    Unauthenticated,
    Unavailable,
    VendorError,
)
from rolecall.runtime.http.error_signature import is_signed
from rolecall.runtime.http.quotas import until_reset
from rolecall.runtime.http.redaction import Masking
from rolecall.runtime.http.retry import did_nothing, is_transient, retry_after
from rolecall.runtime.secrets import redact
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import ErrorMeaning, ErrorShape, Operation, Provider
from rolecall.specification.traits import Quota
from rolecall.text import strict_json

_WORDS_LIMIT: Final = 500
_READS: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Answer:
    """A successful answer. `data` is its JSON, None when it had no body; decimals are `decimal.Decimal`.

    `link` is its header `Link`, empty when it had none.
    """

    status: int
    data: Any
    request_id: str | None
    link: str = ""


_MEANINGS: Final[Mapping[str, type[VendorError]]] = {
    "not_found": NotFound,
    "conflict": Conflict,
    "denied": Denied,
    "unauthenticated": Unauthenticated,
    "rejected": Rejected,
    "wait": Unavailable,
}


class Repeatable(Exception):
    """An attempt failed with `error`, and repeating it does no harm; `asked` is the vendor's Retry-After in seconds.

    `in_doubt` says that this attempt may have changed something. For `repeat_seconds` it is repeated in any case.
    """

    def __init__(
        self, error: VendorError, *, asked: float | None = None, in_doubt: bool = False, repeat_seconds: float = 0.0
    ) -> None:
        super().__init__(str(error))
        self.repeat_seconds = repeat_seconds
        self.error = error
        self.asked = asked
        self.in_doubt = in_doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request that was sent: `path` is its path without the query, `idempotent` whether it may be repeated.

    `names_object`: the path names an object, or something that it lies inside of.
    """

    method: str
    path: str
    idempotent: bool
    names_object: bool = True

    @property
    def reads(self) -> bool:
        """True if it changes nothing."""
        return self.method in _READS


class Judge:
    """Turns answers into data or errors. `advice` is what to do about credentials that are not accepted.

    `quota` are the headers that say when requests are taken again, `argument` is the one of the provider block that
    such credentials are in.
    """

    def __init__(
        self, shape: ErrorShape, masking: Masking, advice: str, quota: Quota | None = None, argument: str = ""
    ) -> None:
        self._argument = argument
        self._shape = shape
        self._masking = masking
        self._advice = advice
        self._quota = quota

    @classmethod
    def of(cls, shim: Provider, masking: Masking, arguments: Mapping[str, Any]) -> Judge:
        """The judge of the answers of the system that `shim` is about, reached with `arguments`."""
        return cls(shim.errors, masking, credentials_advice(shim, arguments), shim.quota, blamed(shim, arguments))

    def request_id(self, headers: Mapping[str, str]) -> str | None:
        """The id by which the vendor's support finds a request, if the answer has one."""
        return next((headers[name] for name in self._shape.request_id_headers if name in headers), None)

    def __call__(self, sent: Sent, status: int, headers: Mapping[str, str], content: bytes) -> Answer:
        """The data of an answer. Raises VendorError, or Repeatable around one."""
        if 200 <= status < 300:
            return self._success(sent, status, headers, content)
        message = self._words(headers, content)
        if (meaning := self._meaning(status, content)) is not None:
            error = self._error(_MEANINGS[meaning.means], sent, status, headers, message, self._advised(meaning))
            error.signed = True
            if meaning.means != "wait":
                raise error
            raise Repeatable(
                error,
                asked=max(retry_after(headers) or 0.0, float(meaning.seconds)),
                repeat_seconds=meaning.repeat_seconds,
            )
        match status:
            case 401:
                raise self._error(Unauthenticated, sent, status, headers, message, self._advice)
            case 403:
                raise self._error(Denied, sent, status, headers, message)
            case 404 | 410 if not content.strip() or _speaks_for_an_api(headers, content):
                kind = NotFound if sent.names_object else NoSuchPlace
                error = self._error(kind, sent, status, headers, message)
                error.signed = is_signed(self._shape, content)
                raise error
            case 404 | 410:
                message = f"The answer is {_kind(headers, content)}, not the API's word that the object is gone."
                raise self._error(NotTheApi, sent, status, headers, message)
            case 409 | 412:
                raise self._error(Conflict, sent, status, headers, message)
            case _ if is_transient(status):
                self._transient(sent, status, headers, message)
            case _ if 300 <= status < 400:
                there = urlsplit(headers.get("location", ""))
                where = f"{there.scheme}://{there.hostname}{there.path}" if there.hostname else there.path or "nowhere"
                doubt = NotTheApi if sent.reads or sent.idempotent else AmbiguousOutcome
                raise self._error(doubt, sent, status, headers, f"The answer is a redirect to {where}.")
        raise self._error(Rejected, sent, status, headers, message)

    def _meaning(self, status: int, content: bytes) -> ErrorMeaning | None:
        """The meaning that the vendor gives to errors of these words, if it is not that of the status."""
        text = content.decode("utf-8", "replace")
        for each in self._shape.meanings:
            if (not each.statuses or status in each.statuses) and re.search(each.text, text):
                return each
        return None

    def _advised(self, meaning: ErrorMeaning) -> str:
        return meaning.advice or (self._advice if meaning.means == "unauthenticated" else "")

    def _success(self, sent: Sent, status: int, headers: Mapping[str, str], content: bytes) -> Answer:
        if status in (204, 205) or not content.strip():
            return Answer(status, None, self.request_id(headers))
        try:
            return Answer(status, parse(content), self.request_id(headers), headers.get("link", ""))
        except ValueError:
            pass
        if _speaks_for_an_api(headers, content, json_only=True):
            message, repeat = "The answer is broken JSON.", True
        else:
            message, repeat = f"The answer is {_kind(headers, content)}, where JSON is due.", False
        kind = NotTheApi if sent.reads else AmbiguousOutcome
        error = self._error(kind, sent, status, headers, message)
        if repeat and sent.idempotent:
            raise Repeatable(error, in_doubt=not sent.reads)
        raise error

    def _transient(self, sent: Sent, status: int, headers: Mapping[str, str], message: str) -> None:
        asked = retry_after(headers)
        if asked is None and status == 429:
            asked = until_reset(self._quota, headers)
        if asked and asked > 1:
            message = f"{message} (asked to wait {asked:.0f} s)".strip()
        nothing_done = sent.reads or did_nothing(status)
        if nothing_done or sent.idempotent:
            error = self._error(Unavailable, sent, status, headers, message)
            raise Repeatable(error, asked=asked, in_doubt=not nothing_done)
        raise self._error(AmbiguousOutcome, sent, status, headers, message)

    def _error(
        self,
        kind: type[VendorError],
        sent: Sent,
        status: int,
        headers: Mapping[str, str],
        message: str,
        advice: str = "",
    ) -> VendorError:
        error = kind(
            message,
            status=status,
            request_id=self.request_id(headers),
            method=sent.method,
            path=sent.path,
            advice=advice,
        )
        if isinstance(error, Unauthenticated):
            error.argument = self._argument
        return error

    def _words(self, headers: Mapping[str, str], content: bytes) -> str:
        """The vendor's own words about the error, as one text."""
        try:
            data = parse(content)
        except ValueError:
            # Before anything is taken out: a secret may hold what looks like a tag.
            text = redact(content[: 64 * 1024].decode("utf-8", "replace")).strip()
            if _is_html(headers, text):
                title = re.search(r"<title[^>]*>(.*?)</title>", text, re.I | re.S)
                text = f"(a web page: {title[1]})" if title else "(a web page)"
            else:
                text = re.sub(r"<[^>]*>", " ", text)
            return _one_line(text)
        words: list[str] = []
        for path in self._shape.messages:
            found = dig(data, path)
            if found is not MISSING and found not in (None, "", [], {}):
                words.append(found if isinstance(found, str) else _compact(self._masking(found)))
        if words:
            return _one_line(": ".join(words))
        return "" if data in (None, "", [], {}) else _one_line(_compact(self._masking(data)))


def check_done(operation: Operation, answer: Answer, path: str) -> None:
    """Raise NotDone where a successful answer says in its list `failed` that something was not done."""
    left = dig(answer.data, operation.failed) if operation.failed else []
    if left is MISSING or not left:
        return
    raise NotDone(
        f"It answered that this failed: {_one_line(_compact(left))}",
        request_id=answer.request_id,
        advice="It does not say why. Members who are the last owner, or whom a directory manages, cannot be changed.",
    ).at(operation.method, path, answer.status)


def parse(content: bytes) -> Any:
    """JSON with decimals kept exact. Raises ValueError for anything else, and where it says two things of a member."""
    try:
        return strict_json.loads(content, parse_float=Decimal, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _speaks_for_an_api(headers: Mapping[str, str], content: bytes, *, json_only: bool = False) -> bool:
    """True if the body is what an API writes (JSON or XML), and not a page or a proxy's remark."""
    kind = headers.get("content-type", "").lower()
    start = content.lstrip()[:200].lower()
    if _is_html(headers, start.decode("utf-8", "replace")):
        return False
    if "json" in kind or start[:1] in (b"{", b"["):
        return True
    return not json_only and ("xml" in kind or start.startswith(b"<?xml"))


def _is_html(headers: Mapping[str, str], start: str) -> bool:
    return "html" in headers.get("content-type", "").lower() or start[:200].lower().lstrip().startswith(
        ("<!doctype html", "<html")
    )


def _kind(headers: Mapping[str, str], content: bytes) -> str:
    if _is_html(headers, content[:200].decode("utf-8", "replace")):
        return "a web page"
    return headers.get("content-type", "").partition(";")[0].strip() or "not JSON"


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)


def _one_line(text: str) -> str:
    """`text` without secrets on one line, cut where it is long: in this order, since the start of one tells enough."""
    text = " ".join(redact(text).split())
    return text if len(text) <= _WORDS_LIMIT else text[: _WORDS_LIMIT - 1] + "…"
