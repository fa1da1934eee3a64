"""Secrets of a service principal, and whether the endpoint they are for takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.entra.call import bad_request
from rolecall.sandbox.entra.gallery import GalleryApplication
from rolecall.sandbox.entra.model import ServicePrincipal
from rolecall.sandbox.entra.scim_client import Endpoint, PushError
from rolecall.sandbox.entra.store import EntraStore

URL, TOKEN, SYNC_ALL, NOTIFICATIONS = "BaseAddress", "SecretToken", "SyncAll", "SyncNotificationSettings"

KEYS = frozenset(
    (
        "None",
        "UserName",
        "Password",
        "SecretToken",
        "AppKey",
        "BaseAddress",
        "ClientIdentifier",
        "ClientSecret",
        "SingleSignOnType",
        "Sandbox",
        "Url",
        "Domain",
        "ConsumerKey",
        "ConsumerSecret",
        "TokenKey",
        "TokenExpiration",
        "Oauth2AccessToken",
        "Oauth2AccessTokenCreationTime",
        "Oauth2RefreshToken",
        "SyncAll",
        "InstanceName",
        "Oauth2ClientId",
        "Oauth2ClientSecret",
        "CompanyId",
        "UpdateKeyOnSoftDelete",
        "SynchronizationSchedule",
        "SystemOfRecord",
        "SandboxName",
        "EnforceDomain",
        "SyncNotificationSettings",
        "SkipOutOfScopeDeletions",
        "Oauth2AuthorizationCode",
        "Oauth2RedirectUri",
        "ApplicationTemplateIdentifier",
        "Oauth2TokenExchangeUri",
        "Oauth2AuthorizationUri",
        "AuthenticationType",
        "Server",
        "PerformInboundEntitlementGrants",
        "HardDeletesEnabled",
        "SyncAgentCompatibilityKey",
        "SyncAgentADContainer",
        "ValidateDomain",
        "TestReferences",
        "ConnectionString",
    )
)
"""The names secrets can have (type synchronizationSecret)."""

_NOTIFICATION_FIELDS = {
    "Enabled": bool,
    "Recipients": str,
    "DeleteThresholdEnabled": bool,
    "DeleteThresholdValue": int,
    "HumanResourcesLookaheadQueryEnabled": bool,
}
_TANIUM_TOKEN = re.compile(r"token-[A-Za-z0-9]{58}")


def pairs(value: Any) -> dict[str, str]:
    """Secrets as they are sent, a list of key and value; refuses with 400 what is not one."""
    if not isinstance(value, list):
        raise bad_request("Invalid value specified for property 'value'.")
    made: dict[str, str] = {}
    for item in value:
        given = {name: text for name, text in item.items() if "@odata." not in name} if isinstance(item, dict) else {}
        if set(given) != {"key", "value"} or not isinstance(given["value"], str):
            raise bad_request("Each secret has a key and a value, both of them strings.")
        if given["key"] not in KEYS:
            raise bad_request(f"Requested value '{given['key']}' was not found in synchronizationSecret.")
        made[str(given["key"])] = given["value"]
    return made


def keep(principal: ServicePrincipal, given: Mapping[str, str], replace: bool) -> None:
    """Keep the secrets; an empty value removes its key, and any other text is kept, even the mask that reads show.

    With `replace` the keys that are not given are removed too. Refuses with 400 a value its key cannot have.
    """
    if given.get(SYNC_ALL, "true").lower() not in ("true", "false", ""):
        raise bad_request(f"'{given[SYNC_ALL]}' is no value of SyncAll.", "InvalidSyncAll")
    if given.get(NOTIFICATIONS):
        _check_notifications(given[NOTIFICATIONS])
    merged = {**({} if replace else principal.secrets), **given}
    principal.secrets = {key: value for key, value in merged.items() if value}


def refusal_of(store: EntraStore, gallery: GalleryApplication, secrets: Mapping[str, str]) -> Refusal | None:
    """The endpoint's refusal of these secrets; None when it takes them."""
    missing = next((key for key in gallery.connection if not secrets.get(key)), None)
    if missing is not None:
        return bad_request(f"The credentials lack {missing}.", "CredentialsMissing")
    if URL not in gallery.connection:
        known = store.endpoints.get(secrets.get("Domain", ""))
        if known is None or secrets.get("Password") in known:
            return None
        return bad_request("The credentials are not valid: the endpoint answered 401.", "InvalidCredentials")
    url, token = secrets[URL], secrets[TOKEN]
    parts = urlsplit(url)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        return bad_request(f"The Tenant URL '{url}' is not an https URL.", "InvalidTenantUrl")
    tanium = gallery.display_name == "Tanium SSO"
    status = _probe(store, url, token) if store.options.push else _imagine(store, tanium, url, token)
    if status in (401, 403):
        return bad_request(f"The credentials are not valid: the endpoint answered {status}.", "InvalidCredentials")
    if status != 200:
        return bad_request(
            f"We received an unexpected response from '{url}': {status or 'none'}. Check the Tenant URL.",
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
        )
    return None


def _probe(store: EntraStore, url: str, token: str) -> int:
    """The status with which the endpoint answers; 0 when it does not."""
    try:
        Endpoint(url, token, store.options.push_ca, store.options.push_through).probe()
    except PushError as error:
        return error.status
    return 200


def _imagine(store: EntraStore, tanium: bool, url: str, token: str) -> int:
    """The status with which the endpoint would answer, of which the store may know something."""
    known = store.endpoints.get(url.rstrip("/"))
    if known is not None:
        return 200 if token in known else 401
    if store.endpoints or (tanium and not urlsplit(url).path.rstrip("/").endswith("/scim/v2")):
        return 404
    return 200 if not tanium or _TANIUM_TOKEN.fullmatch(token) else 401


def _check_notifications(text: str) -> None:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict) or any(
        type(item) is not _NOTIFICATION_FIELDS.get(name) for name, item in value.items()
    ):
        raise bad_request("The notification settings are not valid.", "InvalidNotificationSettings")
