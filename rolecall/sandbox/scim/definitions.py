"""The schemas of RFC 7643 section 8.7.1: user, enterprise user and group."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.scim.schema import Attribute, ResourceType, Schema

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

_PRIMARY = Attribute("primary", "Whether this is the preferred value; true for one value at most.", type="boolean")


def _complex(name: str, description: str, *sub: Attribute, **more: Any) -> Attribute:
    """An attribute with these sub-attributes."""
    return Attribute(name, description, type="complex", sub=sub, **more)


def _address(description: str, *kinds: str, mutability: str = "readWrite") -> Attribute:
    """The sub-attribute `$ref`, which leads to resources of these types."""
    return Attribute("$ref", description, type="reference", exact=True, mutability=mutability, references=kinds)


def _plural(name: str, description: str, kinds: tuple[str, ...], value: Attribute | None = None) -> Attribute:
    """A multi-valued attribute with the usual sub-attributes (RFC 7643 section 2.4)."""
    return _complex(
        name,
        description,
        value or Attribute("value", "The value."),
        Attribute("display", "The value for people to read."),
        Attribute("type", "What the value is for.", canonical=kinds),
        _PRIMARY,
        multi=True,
    )


_URL = Attribute("value", "The address of the picture.", type="reference", exact=True, references=("external",))
_CERTIFICATE = Attribute("value", "The certificate, DER in Base64.", type="binary", exact=True)

USER_SCHEMA = Schema(
    USER,
    "User",
    "User Account",
    (
        Attribute("userName", "The name a user logs in with.", required=True, uniqueness="server"),
        _complex(
            "name",
            "The parts of the user's name.",
            Attribute("formatted", "The whole name for people to read."),
            Attribute("familyName", "The family name."),
            Attribute("givenName", "The given name."),
            Attribute("middleName", "The middle names."),
            Attribute("honorificPrefix", "What stands before the name."),
            Attribute("honorificSuffix", "What stands after the name."),
        ),
        Attribute("displayName", "The name shown to people."),
        Attribute("nickName", "What the user is called among friends."),
        Attribute("profileUrl", "The user's page.", type="reference", exact=True, references=("external",)),
        Attribute("title", "The user's title, such as Vice President."),
        Attribute("userType", "How the user relates to the organization."),
        Attribute("preferredLanguage", "The language the user prefers."),
        Attribute("locale", "How dates and numbers are written for the user."),
        Attribute("timezone", "The user's time zone, such as Europe/Berlin."),
        Attribute("active", "Whether the user may use the service.", type="boolean"),
        Attribute("password", "The user's password.", mutability="writeOnly", returned="never"),
        _plural("emails", "Mail addresses.", ("work", "home", "other")),
        _plural("phoneNumbers", "Telephone numbers.", ("work", "home", "mobile", "fax", "pager", "other")),
        _plural("ims", "Addresses for instant messages.", ("aim", "gtalk", "icq", "xmpp", "skype", "qq")),
        _plural("photos", "Pictures of the user.", ("photo", "thumbnail"), _URL),
        _complex(
            "addresses",
            "Postal addresses.",
            Attribute("formatted", "The whole address for people to read."),
            Attribute("streetAddress", "Street and number."),
            Attribute("locality", "City."),
            Attribute("region", "State or region."),
            Attribute("postalCode", "Postal code."),
            Attribute("country", "Country."),
            Attribute("type", "What the address is for.", canonical=("work", "home", "other")),
            _PRIMARY,
            multi=True,
        ),
        _complex(
            "groups",
            "The groups the user is in; changed by changing the groups.",
            Attribute("value", "The group's id.", mutability="readOnly"),
            _address("The group's address.", "User", "Group", mutability="readOnly"),
            Attribute("display", "The group's name.", mutability="readOnly"),
            Attribute(
                "type",
                "Whether the user is in it directly or through a group in it.",
                mutability="readOnly",
                canonical=("direct", "indirect"),
            ),
            multi=True,
            mutability="readOnly",
        ),
        _plural("entitlements", "What the user is entitled to.", ()),
        _plural("roles", "The user's roles, such as Student.", ()),
        _plural("x509Certificates", "The user's certificates.", (), _CERTIFICATE),
    ),
)

ENTERPRISE_SCHEMA = Schema(
    ENTERPRISE,
    "EnterpriseUser",
    "Enterprise User",
    (
        Attribute("employeeNumber", "The number the organization gave the user."),
        Attribute("costCenter", "The user's cost center."),
        Attribute("organization", "The user's organization."),
        Attribute("division", "The user's division."),
        Attribute("department", "The user's department."),
        _complex(
            "manager",
            "The user's manager.",
            Attribute("value", "The manager's id."),
            _address("The manager's address.", "User"),
            Attribute("displayName", "The manager's name.", mutability="readOnly"),
        ),
    ),
)

BADGE = "urn:example:params:scim:schemas:extension:badge:2.0:User"

BADGE_SCHEMA = Schema(
    BADGE,
    "Badge",
    "Badge that opens doors",
    (
        Attribute("number", "The number on the badge."),
        Attribute("level", "How far it opens doors.", type="integer"),
        Attribute("visitor", "Whether it is a visitor's.", type="boolean"),
        Attribute("doors", "The doors it opens.", multi=True),
        _complex(
            "office",
            "Where its holder sits.",
            Attribute("building", "The building."),
            Attribute("floor", "The floor.", type="integer"),
        ),
        Attribute("printed", "When it was printed.", type="dateTime", mutability="readOnly"),
    ),
)

GROUP_SCHEMA = Schema(
    GROUP,
    "Group",
    "Group",
    (
        Attribute("displayName", "The group's name.", required=True),
        _complex(
            "members",
            "Who is in the group: users, and groups.",
            Attribute("value", "The member's id.", exact=True, mutability="immutable"),
            _address("The member's address.", "User", "Group", mutability="immutable"),
            Attribute("type", "What the member is.", mutability="immutable", canonical=("User", "Group")),
            Attribute("display", "The member's name.", mutability="readOnly"),
            multi=True,
            keyed=True,
        ),
    ),
)

USERS = ResourceType("User", "/Users", "User Account", USER_SCHEMA, (ENTERPRISE_SCHEMA,))
GROUPS = ResourceType("Group", "/Groups", "Group", GROUP_SCHEMA)
