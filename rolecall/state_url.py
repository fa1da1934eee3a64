"""Where stacks keep their state, as one URL: the value of `ROLECALL_STATE`, turned into a backend of Terraform.

Each stack has a state of its own below the URL:

| URL | backend | the state of the stack `access` |
|---|---|---|
| `file:states`, `file:///srv/states` | `local` | `terraform.access.tfstate` in that folder |
| `https://state.example.com/rolecall` | `http` | that URL with `/access`, locked at `/access/lock` |
| `s3://bucket/rolecall?region=eu-central-1` | `s3` | the object `rolecall/access.tfstate`, locked by a file beside it |
| `gs://bucket/rolecall` | `gcs` | below the prefix `rolecall/access` |
| `azurerm://account/container/rolecall` | `azurerm` | the blob `rolecall/access.tfstate` |
| `pg://db.example.com/terraform` | `pg` | the schema `rolecall_access` of that database |
| `hcp://organization/rolecall` | `cloud` | the workspace `rolecall-access` |

What else a backend takes stands in the query; credentials never do: they would end up in the synthesized JSON, in
plans and in logs. Terraform takes them from the environment itself.

Standard library only, and no toolkit: the command line writes plain HCL with it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

VARIABLE: Final = "ROLECALL_STATE"
FORMER: Final = ("ROLECALL_STATE_URL", "ROLECALL_STATE_DIR")
"""Names that this variable had. Their states would be left behind in silence, so that they are refused."""
_SCHEMA_BYTES: Final = 63
"""The length of a name in PostgreSQL; longer ones are cut, and two stacks would share a state."""


class StateUrlError(ValueError):
    """A URL that names no place for a state. The text holds no part of the URL that could be a secret."""


@dataclass(frozen=True, kw_only=True)
class Backend:
    """A backend block: `type` and `arguments` are Terraform's.

    `own` are arguments that only the state's own stack gives: others that read the state have no use for them.
    """

    type: str
    arguments: Mapping[str, Any]
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Scheme:
    """One kind of URL: an example, how Terraform gets the credentials, and what may stand in the query.

    `secrets` are the variables with which a job that nobody watches gives them.
    """

    example: str
    credentials: str
    secrets: tuple[str, ...]
    make: Callable[[SplitResult, dict[str, str], str], Backend]
    query: tuple[str, ...] = ()


def environment_url(environment: Mapping[str, str]) -> str:
    """The URL that the environment names, or nothing. Raises StateUrlError for the variable's former names."""
    for name in FORMER:
        if environment.get(name):
            raise StateUrlError(
                f"{name} is called {VARIABLE} now, and is a URL such as file:FOLDER; set that one, and unset {name}"
            )
    return environment.get(VARIABLE, "")


def backend(url: str, stack: str) -> Backend:
    """The backend of `stack` at `url`. Raises StateUrlError, which says what is wrong and what to write instead."""
    scheme = _scheme(url)
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number raises
        query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError:  # its text would show a password
        raise StateUrlError(f"{VARIABLE} is no URL; an example of this kind is {scheme.example}") from None
    unknown = sorted(set(query) - set(scheme.query))
    said = [value for key, value in query.items() if key != "impersonate_service_account"]  # a name like an address
    if any("@" in text for text in (parts.netloc, parts.path, *said)) or any(_secret(key) for key in unknown):
        raise StateUrlError(
            f"{VARIABLE} must hold no credentials, because the synthesized JSON would show them; {scheme.credentials}"
        )
    if parts.fragment:
        raise StateUrlError(f"{VARIABLE} takes no part behind a #; an example of this kind is {scheme.example}")
    if unknown:
        raise StateUrlError(_unknown(unknown[0], scheme))
    return scheme.make(parts, query, stack)


def is_file(url: str) -> bool:
    """Whether states are files of this machine."""
    return url.partition(":")[0].lower() == "file"


def examples() -> tuple[str, ...]:
    """One URL of each kind."""
    return tuple(each.example for name, each in _SCHEMES.items() if name != "http")


def credentials(url: str) -> str:
    """How Terraform gets the credentials of the backend at `url`, in one clause. Raises StateUrlError."""
    return _scheme(url).credentials


def secrets(url: str) -> tuple[str, ...]:
    """The environment variables with which a job gives Terraform the credentials of the backend at `url`."""
    return _scheme(url).secrets


def _scheme(url: str) -> _Scheme:
    name, colon, _ = url.partition(":")
    found = _SCHEMES.get(name.lower()) if colon else None
    if found is None:
        raise StateUrlError(_no_scheme(name if colon else ""))
    return found


def _no_scheme(name: str) -> str:
    kinds = ", ".join(examples())
    near = difflib.get_close_matches(name.lower(), [*_SCHEMES, *_OTHER_NAMES], 1, 0.7)
    meant = f"; write {_OTHER_NAMES.get(near[0], near[0])}:" if near else ""
    return f"{VARIABLE} must be a URL that begins with the kind of backend{meant}. There are {kinds}"


_OTHER_NAMES: Final = {
    "postgres": "pg",
    "postgresql": "pg",
    "gcs": "gs",
    "azure": "azurerm",
    "cloud": "hcp",
    "remote": "hcp",
    "local": "file",
}


def _secret(key: str) -> bool:
    """Whether an argument of that name is a credential in any backend."""
    words = ("access_key", "secret", "token", "password", "user", "credential", "private", "encryption_key", "key_id")
    return key != "kms_key_id" and any(word in key.lower() for word in words)


def _unknown(key: str, scheme: _Scheme) -> str:
    near = difflib.get_close_matches(key, scheme.query, 1)
    meant = f"; did you mean {near[0]}?" if near else ""
    allowed = f"it takes {', '.join(scheme.query)}" if scheme.query else "it takes none"
    return f"{VARIABLE} has the argument {key!r}, which this kind does not take{meant}: {allowed}"


def _need(condition: object, example: str, lack: str) -> None:
    if not condition:
        raise StateUrlError(f"{VARIABLE} names no {lack}; an example is {example}")


def _path(parts: SplitResult) -> str:
    return unquote(parts.path).strip("/")


def _below(parts: SplitResult, name: str) -> str:
    return "/".join(part for part in (_path(parts), name) if part)


def _file(parts: SplitResult, _query: Mapping[str, str], stack: str) -> Backend:
    _need(parts.netloc in ("", "localhost"), "file:///srv/states", "folder of this machine")
    folder = Path(unquote(parts.path) or ".").expanduser().absolute()
    return Backend(type="local", arguments={"path": str(folder / f"terraform.{stack}.tfstate")})


def _http(parts: SplitResult, _query: Mapping[str, str], stack: str) -> Backend:
    _need(parts.hostname, _SCHEMES["https"].example, "host")
    if parts.scheme == "http" and not _loopback(parts.hostname or ""):
        raise StateUrlError(
            f"{VARIABLE} must be an https URL: a state holds secrets, and http is for this machine alone"
        )
    address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/{quote(stack)}"
    lock = {"lock_address": f"{address}/lock", "lock_method": "POST"}
    unlock = {"unlock_address": f"{address}/lock", "unlock_method": "DELETE"}
    return Backend(type="http", arguments={"address": address, **lock, **unlock})


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _s3(parts: SplitResult, query: Mapping[str, str], stack: str) -> Backend:
    _need(parts.netloc, _SCHEMES["s3"].example, "bucket")
    arguments: dict[str, Any] = {"bucket": parts.netloc, "key": _below(parts, f"{stack}.tfstate")}
    arguments |= {key: query[key] for key in ("region", "profile") if key in query}
    if "kms_key_id" in query:
        arguments |= {"encrypt": True, "kms_key_id": query["kms_key_id"]}
    if "endpoint" in query:  # a server that is not Amazon's has none of its other services
        skipped = ("credentials_validation", "region_validation", "requesting_account_id", "metadata_api_check")
        arguments |= {"endpoints": {"s3": query["endpoint"]}, "use_path_style": True, "region": "us-east-1"} | arguments
        arguments |= {f"skip_{name}": True for name in skipped}
    return Backend(type="s3", arguments=arguments, own={"use_lockfile": True})


def _gs(parts: SplitResult, query: Mapping[str, str], stack: str) -> Backend:
    _need(parts.netloc, _SCHEMES["gs"].example, "bucket")
    return Backend(type="gcs", arguments={"bucket": parts.netloc, "prefix": _below(parts, stack), **query})


def _azurerm(parts: SplitResult, query: Mapping[str, str], stack: str) -> Backend:
    container, _, folder = _path(parts).partition("/")
    _need(parts.netloc, _SCHEMES["azurerm"].example, "storage account")
    _need(container, _SCHEMES["azurerm"].example, "container")
    flags = {key: _flag(key, value) if key.startswith("use_") else value for key, value in query.items()}
    key = "/".join(part for part in (folder, f"{stack}.tfstate") if part)
    place = {"storage_account_name": parts.netloc, "container_name": container, "key": key}
    return Backend(type="azurerm", arguments={**place, **flags})


def _flag(key: str, value: str) -> bool:
    if value not in ("true", "false"):
        raise StateUrlError(f"{VARIABLE} has {key}={value!r}; it is true or false")
    return value == "true"


def _pg(parts: SplitResult, query: Mapping[str, str], stack: str) -> Backend:
    _need(parts.hostname, _SCHEMES["pg"].example, "host")
    _need(_path(parts), _SCHEMES["pg"].example, "database")
    schema = f"{query.get('schema', 'rolecall')}_{stack}"
    if len(schema.encode()) > _SCHEMA_BYTES:
        raise StateUrlError(f"the schema {schema} is longer than {_SCHEMA_BYTES} bytes; shorten the stack's name")
    options = urlencode({key: value for key, value in query.items() if key != "schema"})
    address = f"postgres://{parts.netloc}{parts.path}{'?' if options else ''}{options}"
    return Backend(type="pg", arguments={"conn_str": address, "schema_name": schema})


def _hcp(parts: SplitResult, query: Mapping[str, str], stack: str) -> Backend:
    _need(parts.netloc, _SCHEMES["hcp"].example, "organization")
    name = _below(parts, stack).replace("/", "-")
    return Backend(type="cloud", arguments={"organization": parts.netloc, "workspaces": {"name": name}, **query})


_HTTP: Final = _Scheme(
    example="https://state.example.com/rolecall",
    credentials="set TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
    secrets=("TF_HTTP_USERNAME", "TF_HTTP_PASSWORD"),
    make=_http,
)
_SCHEMES: Final[Mapping[str, _Scheme]] = {
    "file": _Scheme(example="file:///srv/states", credentials="a file needs none", secrets=(), make=_file),
    "https": _HTTP,
    "http": _HTTP,
    "s3": _Scheme(
        example="s3://bucket/rolecall?region=eu-central-1",
        credentials="set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile in AWS_PROFILE",
        secrets=("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        make=_s3,
        query=("endpoint", "kms_key_id", "profile", "region"),
    ),
    "gs": _Scheme(
        example="gs://bucket/rolecall",
        credentials="set GOOGLE_APPLICATION_CREDENTIALS, or log in with gcloud",
        secrets=("GOOGLE_CREDENTIALS",),
        make=_gs,
        query=("impersonate_service_account", "kms_encryption_key"),
    ),
    "azurerm": _Scheme(
        example="azurerm://account/container/rolecall",
        credentials="set ARM_CLIENT_ID and ARM_CLIENT_SECRET or ARM_ACCESS_KEY, or log in with az",
        secrets=("ARM_TENANT_ID", "ARM_SUBSCRIPTION_ID", "ARM_CLIENT_ID", "ARM_CLIENT_SECRET"),
        make=_azurerm,
        query=(
            "environment",
            "resource_group_name",
            "subscription_id",
            "tenant_id",
            "use_azuread_auth",
            "use_msi",
            "use_oidc",
        ),
    ),
    "pg": _Scheme(
        example="pg://db.example.com/terraform",
        credentials="set PGUSER and PGPASSWORD, or use ~/.pgpass",
        secrets=("PGUSER", "PGPASSWORD"),
        make=_pg,
        query=("schema", "sslcert", "sslkey", "sslmode", "sslrootcert"),
    ),
    "hcp": _Scheme(
        example="hcp://organization/rolecall",
        credentials="run `terraform login`, or set TF_TOKEN_app_terraform_io",
        secrets=("TF_TOKEN_app_terraform_io",),
        make=_hcp,
        query=("hostname",),
    ),
}
