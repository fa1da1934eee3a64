"""Filters of the SCIM sandbox, clause by clause (RFC 7644 section 3.4.2.2 and its figure 1, errata included)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rolecall.sandbox import start
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client
from tests.sandbox.scim_bodies import ENTERPRISE, USER


@pytest.fixture(scope="module")
def people() -> Iterator[ScimBox]:
    """Three people who differ in everything a filter can ask for."""
    with start("scim") as box:
        box.change(
            "user.create",
            user_name="bjensen",
            externalId="E-1",
            title="Tour Guide",
            userType="Employee",
            name={"familyName": "O'Malley", "givenName": "Barbara"},
            emails=[
                {"value": "bjensen@example.com", "type": "work", "primary": True},
                {"value": "babs@example.org", "type": "home"},
            ],
            **{ENTERPRISE: {"department": "Tours", "manager": {"value": "26118915"}}},
        )
        box.change(
            "user.create",
            user_name='J "Jay" \\ Smith',
            externalId="e-1",
            userType="Intern",
            active=False,
            emails=[{"value": "jay@example.org", "type": "work"}],
            ims=[{"value": "jay@example.com", "type": "xmpp"}],
        )
        box.change("user.create", user_name="Jürgen", displayName="Jürgen", nickName="")
        box.change("group.create", display_name="Guides", members=["bjensen"])
        yield box


FIRST, SECOND, THIRD = "bjensen", 'J "Jay" \\ Smith', "Jürgen"
ALL = {FIRST, SECOND, THIRD}


@pytest.mark.parametrize(
    ("clause", "filter", "expected"),
    [
        ("figure 1, 1", 'userName eq "bjensen"', {FIRST}),
        ("figure 1, 2", 'name.familyName co "O\'Malley"', {FIRST}),
        ("figure 1, 3", 'userName sw "J"', {SECOND, THIRD}),
        ("figure 1, 4", f'{USER}:userName sw "J"', {SECOND, THIRD}),
        ("figure 1, 5", "title pr", {FIRST}),
        ("figure 1, 6", 'meta.lastModified gt "2011-05-13T04:42:34Z"', ALL),
        ("figure 1, 7", 'meta.lastModified ge "2011-05-13T04:42:34Z"', ALL),
        ("figure 1, 8", 'meta.lastModified lt "2011-05-13T04:42:34Z"', set()),
        ("figure 1, 9", 'meta.lastModified le "2011-05-13T04:42:34Z"', set()),
        ("figure 1, 10", 'title pr and userType eq "Employee"', {FIRST}),
        ("figure 1, 11", 'title pr or userType eq "Intern"', {FIRST, SECOND}),
        ("figure 1, 12", f'schemas eq "{ENTERPRISE}"', {FIRST}),
        (
            "figure 1, 13",
            'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
            {FIRST},
        ),
        (
            "figure 1, 14",
            'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
            {THIRD},
        ),
        ("figure 1, 15", 'userType eq "Employee" and (emails.type eq "work")', {FIRST}),
        ("figure 1, 16", 'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', {FIRST}),
        (
            "figure 1, 17",
            'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@example.com"]',
            {FIRST, SECOND},
        ),
        ("brackets: one value meets the whole", 'emails[type eq "work" and value ew "@example.org"]', {SECOND}),
        ("without brackets: any values", 'emails.type eq "home" and emails.value eq "bjensen@example.com"', {FIRST}),
        ("table 3: eq, caseExact false", 'userName eq "BJENSEN"', {FIRST}),
        ("table 3: eq, caseExact true", 'externalId eq "E-1"', {FIRST}),
        ("table 3: ne", 'userName ne "bjensen"', {SECOND, THIRD}),
        ("table 3: co", 'userName co "JEN"', {FIRST}),
        ("table 3: ew", 'userName ew "smith"', {SECOND}),
        ("table 3: pr, an empty text is none", "nickName pr", set()),
        ("table 3: pr, false is a value", "active pr", ALL),
        ("table 3: pr, complex", "name pr", {FIRST}),
        ("table 3: gt on text", 'externalId gt "E-1"', {SECOND}),
        ("table 3: boolean", "active eq false", {SECOND}),
        ("table 3: boolean ne", "active ne true", {SECOND}),
        ("null is no value", "title eq null", {SECOND, THIRD}),
        ("null is no value, ne", "title ne null", {FIRST}),
        ("operators whatever the case", 'userName EQ "bjensen" Or active Eq false', {FIRST, SECOND}),
        ("names whatever the case", 'USERNAME eq "bjensen" and EMAILS[TYPE eq "home"]', {FIRST}),
        ("URN whatever the case", f'{USER.upper()}:userName eq "bjensen"', {FIRST}),
        ("precedence: and before or", 'userName eq "x" and active eq true or title pr', {FIRST}),
        ("precedence: grouping first", 'userName eq "x" and (active eq true or title pr)', set()),
        ("precedence: not before and", "not (active eq false) and not (title pr)", {THIRD}),
        ("brackets with not and or", 'emails[not (type eq "work") or primary eq true]', {FIRST}),
        ("escapes in a text", r'userName eq "J \"Jay\" \\ Smith"', {SECOND}),
        ("escapes by code point", r'displayName eq "J\u00fcrgen"', {THIRD}),
        ("parentheses within a text", 'title eq "(not (x"', set()),
        ("extension attribute", f'{ENTERPRISE}:department eq "tours"', {FIRST}),
        ("extension sub-attribute", f'{ENTERPRISE}:manager.value eq "26118915"', {FIRST}),
        ("computed: groups", 'groups.display eq "guides"', {FIRST}),
        ("computed: groups in brackets", 'groups[type eq "direct" and display sw "G"]', {FIRST}),
        ("computed: meta", 'meta.resourceType eq "User" and meta.location ew "/x"', set()),
        ("dates compared as moments", 'meta.created lt "2999-01-01T00:00:00+12:00"', ALL),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_filter(people: ScimBox, clause: str, filter: str, expected: set[str]) -> None:
    with scim_client(people) as api:
        answer = api.get("/Users", params={"filter": filter})
    assert answer.status_code == 200, (clause, answer.text)
    assert {row["userName"] for row in answer.json()["Resources"]} == expected, clause


@pytest.mark.parametrize(
    ("clause", "filter"),
    [
        ("unknown attribute", 'shoeSize eq "42"'),
        ("unknown sub-attribute", 'name.middle eq "x"'),
        ("unknown attribute in brackets", 'emails[size eq "42"]'),
        ("unknown operator", 'userName is "x"'),
        ("no value", "userName eq"),
        ("a text without quotes", "userName eq bjensen"),
        ("a text in single quotes", "userName eq 'bjensen'"),
        ("an open text", 'userName eq "bjensen'),
        ("an unknown escape", r'userName eq "\x"'),
        ("an open parenthesis", '(userName eq "x"'),
        ("a closing parenthesis", 'userName eq "x")'),
        ("an open bracket", 'emails[type eq "work"'),
        ("brackets in brackets", 'emails[type[value eq "x"]]'),
        ("brackets behind a single value", 'userName[value eq "x"]'),
        ("not without parentheses", 'not userName eq "x"'),
        ("nothing after and", "title pr and"),
        ("two filters side by side", "title pr title pr"),
        ("nothing at all", " "),
        ("table 3: gt on a boolean", "active gt true"),
        ("table 3: co on a boolean", "active co true"),
        ("table 3: gt on binary", 'x509Certificates.value gt "AAAA"'),
        ("a number for a text", "userName eq 5"),
        ("a text for a boolean", 'active eq "true"'),
        ("co with null", "title co null"),
        ("a constant JSON has not", "userName eq NaN"),
        ("complex without a value", 'name eq "x"'),
        ("an extension as a whole", f'{ENTERPRISE} eq "x"'),
        ("nested too deeply", "(" * 500 + "title pr" + ")" * 500),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_wrong_filter(people: ScimBox, clause: str, filter: str) -> None:
    with scim_client(people) as api:
        answer = api.get("/Users", params={"filter": filter})
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter"), clause
    assert answer.json()["detail"]


def test_a_password_has_no_place_in_a_filter(people: ScimBox) -> None:
    with scim_client(people) as api:
        answer = api.get("/Users", params={"filter": 'password eq "t1meMa$heen"'})
    assert (answer.status_code, answer.json()["scimType"]) == (400, "sensitive")
    assert "t1meMa" not in answer.text


def test_groups_by_member(people: ScimBox) -> None:
    member = people.store.users.find("bjensen").id
    with scim_client(people) as api:
        for filter in (f'members.value eq "{member}"', f'members[value eq "{member}"]', f'members eq "{member}"'):
            assert api.get("/Groups", params={"filter": filter}).json()["totalResults"] == 1
        assert api.get("/Groups", params={"filter": 'members.value eq "nobody"'}).json()["totalResults"] == 0
        assert api.get("/Groups", params={"filter": 'members[type eq "User"]'}).json()["totalResults"] == 1


def test_a_search_over_all_types_takes_what_a_type_lacks_for_absent(people: ScimBox) -> None:
    """RFC 7644 section 3.4.2.1."""
    search = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
    filter = 'userName eq "bjensen" or displayName sw "G" or emails[type eq "home"]'
    with scim_client(people) as api:
        found = api.post("/.search", json={"schemas": [search], "filter": filter, "attributes": ["displayName"]})
        assert [row["meta"] if "meta" in row else sorted(row) for row in found.json()["Resources"]] == [
            ["id", "schemas"],
            ["displayName", "id", "schemas"],
        ]
        assert api.post("/.search", json={"filter": "title pr"}).json()["scimType"] == "invalidSyntax"


def test_filters_can_be_unsupported(people: ScimBox) -> None:
    with start("scim", seed=1, options={"filters": False}) as box, scim_client(box) as api:
        assert api.get("/ServiceProviderConfig").json()["filter"]["supported"] is False
        assert api.get("/Users", params={"filter": "title pr"}).json()["scimType"] == "invalidFilter"


def test_what_an_index_finds_is_what_looking_finds(people: ScimBox) -> None:
    with scim_client(people) as api:
        for name in (FIRST, THIRD):
            quick = api.get("/Users", params={"filter": f'userName eq "{name}"'}).json()
            slow = api.get("/Users", params={"filter": f'userName eq "{name}" and id pr'}).json()
            assert quick == slow
        row = api.get("/Users", params={"filter": f'userName eq "{FIRST}"'}).json()["Resources"][0]
        by_id = api.get("/Users", params={"filter": f'id eq "{row["id"]}"'}).json()["Resources"]
        assert by_id == [row]
