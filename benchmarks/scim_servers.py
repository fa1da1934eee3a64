"""SCIM servers as they are, and which abilities each leaves to users and groups.

    python -m benchmarks.scim_servers
    python -m benchmarks.scim_servers --large

Each row is a server that somebody may have, played by the stand-in server with the departures that are published of it.
An ability is `yes`, or says why it cannot be. `--large` counts in place of that the requests by which a group of 10,000
members is created and refreshed at a server that takes 100 in a request; how far it is goes to standard error.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from providers.scim import PROVIDER
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore
from tests.runtime.resources.practitioner import Practitioner, errors

Box = Sandbox[ScimStore, ScimOptions]
HIDDEN: Final = "yes; members whom others add cannot be seen, since no answer shows any"
CUT: Final = "yes; members whom others add beyond those shown cannot be seen"
LARGE: Final = 10_000
EXTENSION: Final = {"enterprise": {"department": "Engines"}}
"""What users need where attributes of an extension are required."""


@dataclass(frozen=True)
class Server:
    """A row: what the stand-in does (`flavour`, `options`), and what the provider block says beside the address.

    `users` are there from the start; `unseen` is what cannot be seen of members; `person` is what each user needs.
    """

    name: str
    flavour: str = "generic"
    options: Mapping[str, Any] = field(default_factory=dict)
    arguments: Mapping[str, Any] = field(default_factory=dict)
    users: int = 8
    unseen: str = ""
    person: Mapping[str, Any] = field(default_factory=dict)


def _at(name: str, base: str) -> Server:
    return Server(name, options={"base": base})


SERVERS: Final = (
    Server("AWS IAM Identity Center", "aws", users=120, unseen=HIDDEN),
    Server("AWS IAM Identity Center, nothing stated", "aws", arguments={"vendor": "generic"}, users=120, unseen=HIDDEN),
    Server("GitHub", "github"),
    Server("GitHub, nothing stated", "github", arguments={"vendor": "generic"}),
    _at("GitLab", "/api/scim/v2/groups/acme"),
    Server("Atlassian", "atlassian"),
    Server("Atlassian, nothing stated", "atlassian", arguments={"vendor": "generic"}),
    Server("Slack", "slack"),
    Server("Slack, stated by an argument", "slack", arguments={"vendor": "generic", "delete_disables": True}),
    Server("Databricks account", "databricks"),
    Server("Entra's own SCIM server", "entra", options={"needs_extension": True}, person=EXTENSION),
    Server(
        "Entra's own SCIM server, nothing stated",
        "entra",
        options={"needs_extension": True},
        arguments={"vendor": "generic"},
        person=EXTENSION,
    ),
    _at("Snowflake, Figma", "/scim/v2/acme"),
    _at("Vault", "/v1/identity/scim/v2"),
    _at("WSO2, Zoom", "/scim2"),
    _at("Datadog", "/api/v2/scim"),
    _at("Miro", "/api/v1/scim"),
    _at("Asana", "/api/1.0/scim"),
    _at("1Password", "/scim"),
    Server("SCIMMY 1.3.5's PATCH", options={"excluded_before_patch": True}),
    Server("user names and addresses in lower case", options={"lower_emails": True}),
    Server("externalId dropped", options={"drops": ["externalId"]}),
    Server("filters promised and refused", options={"filter_form": "none"}),
    Server("count above a limit refused", options={"refuses_count": True}),
    Server("application/json alone", options={"plain_json_only": True}),
    Server("50 in a request (400)", options={"largest_change": 50}, users=120),
    Server(
        "100 in a request (413, no words)",
        options={"largest_change": 100, "oversize_status": 413, "oversize_words": False},
        users=220,
    ),
    Server("members removed by a filtered path alone", options={"removal": ["path"]}),
    Server("members removed by a value list alone", options={"removal": ["value"], "put": False}),
    Server("members removed by PUT alone", options={"removal": []}),
    Server("a PATCH that cannot change title", options={"unpatchable": ["title"]}),
    Server("user names that cannot change in case", options={"case_changes": False}),
    Server("attributes of an extension required", options={"needs_extension": True}, person=EXTENSION),
    Server("schemas of the server's own, not listed", options={"badges": True, "schemas": False}),
    Server("20 members shown of more, and nothing said", options={"most_members_shown": 20}, users=30, unseen=CUT),
    Server(
        "20 members shown of more, and no PATCH",
        options={"most_members_shown": 20, "patch": False},
        users=30,
        unseen=CUT,
    ),
    Server("active as text", options={"text_active": True}),
    Server("nulls for unset", options={"nulls": True}),
    Server("integer ids", options={"number_ids": True}),
    Server("POST answered by 200", options={"created_status": 200}),
    Server("PUT in place of PATCH", options={"patch": False}),
    Server(
        "PUT in place of PATCH, and nothing tells who is in a group",
        options={"patch": False, "filter_form": "none", "answers_leave_out": ["groups"]},
        arguments={"shows_all_members": True, "shows_all_attributes": True},
    ),
    Server(
        "additions that replace who is there",
        options={"patch_replaces_members": True},
        arguments={"additions_keep": False},
    ),
    Server("no ServiceProviderConfig", options={"discovery": False}),
    Server("OAuth 2.0 client credentials", options={"auth": ["oauth"], "client_auth": "basic"}),
    Server("HTTP Basic", options={"auth": ["basic"]}),
    Server("a header of another name", options={"auth": ["header"]}),
    Server("pages by cursor (RFC 9865)", options={"paging": "cursor", "largest_page": 5}, users=23),
)


@dataclass
class Visit:
    """Somebody at work at a server, who makes a user and a group and ends them."""

    server: Server
    box: Box
    person: Practitioner
    users: list[str]

    def create(self) -> None:
        """A user, and a group of most people."""
        self.person.done("scim_user.ada", **self.ada())
        self.person.done("scim_group.g", display_name="Guild", members=self.users[:-2])
        _expect(self.members(), self.users[:-2])

    def update(self) -> None:
        """Another title, another name of the group, and nothing else."""
        self.person.done("scim_user.ada", **self.ada(), title="Countess")
        self.person.done("scim_group.g", display_name="Guild of All", members=self.users[:-2])
        _expect(self.members(), self.users[:-2])
        assert self.box.store.users.find("ada@example.com").values["title"] == "Countess"

    def drift(self) -> None:
        """A new run sees what others changed."""
        self.box.change("user.update", user="ada@example.com", title="Lady")
        self.box.change("member.remove", group="Guild of All", member=self.users[0])
        if not self.server.unseen:
            self.box.change("member.add", group="Guild of All", member=self.users[-1])
        self.restart()
        found = self.person.refresh("scim_user.ada").state
        assert found is not None and found["title"] == "Lady", "a title was not seen"
        group = self.person.refresh("scim_group.g").state
        assert group is not None, "the group was not seen"
        _expect(set(group["members"]), self.users[1:-2] if self.server.unseen else [*self.users[1:-2], self.users[-1]])

    def authoritative(self) -> None:
        """Exactly those who are listed, one of them new and one gone."""
        self.person.done("scim_group.g", display_name="Guild of All", members=self.users[:-3])
        _expect(self.members(), self.users[:-3])

    def additive(self) -> None:
        """One member more in a group of others, and out again."""
        group = self.box.store.add_group("Club", members=self.users[:2]).id
        self.restart()
        self.person.done("scim_group_member.m", group_id=group, user_id=self.users[-1])
        self.restart()
        assert self.person.refresh("scim_group_member.m").state is not None, "the member was not seen"
        _expect(self.members("Club"), [*self.users[:2], self.users[-1]])
        assert not (said := errors(self.person.destroy("scim_group_member.m"))), said
        _expect(self.members("Club"), self.users[:2])

    def imported(self) -> None:
        """By id and by name."""
        user = self.person.resources["scim_user.ada"].state["id"]
        self.restart()
        for given in (user, "user_name=Ada@example.com"):
            result = self.person.import_("scim_user.again", str(given))
            assert not (said := errors(result)), said
            assert self.person.resources["scim_user.again"].state["id"] == user
        result = self.person.import_("scim_group.again", "display_name=Guild of All")
        assert not (said := errors(result)), said
        assert not errors(self.person.refresh("scim_group.again"))
        for label in ("scim_user.again", "scim_group.again"):
            del self.person.resources[label]

    def destroy(self) -> None:
        """Group and user end; who cannot be deleted is at least deactivated."""
        self.restart()
        for label in ("scim_group.g", "scim_user.ada"):
            result = self.person.destroy(label)
            assert not (said := errors(result)), said
        left = self.box.store.users.named("ada@example.com")
        assert all(user.values["active"] is False for user in left), "the user is still active"
        assert not self.box.store.groups.named("Guild of All"), "the group is still there"

    def ada(self) -> dict[str, Any]:
        """The user as she is configured."""
        return {"user_name": "Ada@example.com", "display_name": "Ada", "external_id": "e-1", **self.server.person}

    def members(self, name: str = "Guild") -> set[str]:
        """Who is in the group whose name begins so."""
        (group,) = [each for each in self.box.store.groups if each.name.startswith(name)]
        return set(group.members)

    def restart(self) -> None:
        """Another run."""
        self.person.restart(**self.server.arguments)


ABILITIES: Final[Mapping[str, Callable[[Visit], None]]] = {
    "create": Visit.create,
    "update": Visit.update,
    "drift": Visit.drift,
    "members authoritative": Visit.authoritative,
    "members additive": Visit.additive,
    "import": Visit.imported,
    "destroy": Visit.destroy,
}


def _expect(found: set[str], wanted: list[str]) -> None:
    assert found == set(wanted), f"{len(found)} members in place of {len(wanted)}"


def visit(server: Server) -> tuple[dict[str, str], int]:
    """What came of each ability, in order, and the requests that all of them took. A failure ends the visit."""
    found: dict[str, str] = {}
    with start("scim", seed=server.users, options={"flavour": server.flavour, **server.options}) as box:
        person = Practitioner(PROVIDER, box.environment)
        at_work = Visit(server, box, person, [user.id for user in box.store.users])
        at_work.restart()
        for name, ability in ABILITIES.items():
            try:
                ability(at_work)
            except AssertionError as problem:
                found[name] = f"no: {problem}"
                break
            found[name] = server.unseen if server.unseen and name in ("drift", "import") else "yes"
        return found, box.log.count()


def large(members: int = LARGE, bulk: int = 0) -> dict[str, int]:
    """Requests to create, refresh and change a group of `members` at a server that takes 100 in a request.

    `bulk` is how many operations a bulk request of it may have; 0: it takes none.
    """
    counted: dict[str, int] = {}
    with start("scim", seed=members, options={"largest_change": 100, "largest_page": 100, "bulk": bulk}) as box:
        users = [user.id for user in box.store.users]
        person = Practitioner(PROVIDER, box.environment)
        works: dict[str, Callable[[], object]] = {
            "create": lambda: person.done("scim_group.g", display_name="Guild", members=users),
            "refresh": lambda: person.refresh("scim_group.g"),
            "take 500 out": lambda: person.done("scim_group.g", display_name="Guild", members=users[500:]),
        }
        for name, work in works.items():
            person.restart(members_per_request=100)
            box.log.clear()
            began = time.monotonic()
            work()
            counted[name] = box.log.count()
            took = time.monotonic() - began
            print(f"{name}, bulk {bulk or 'off'}: {counted[name]} requests, {took:.0f} s", file=sys.stderr, flush=True)
        _expect(set(box.store.groups.find("Guild").members), users[500:])
    return counted


def main() -> None:
    """Print the table, or the counts of a large group."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="count the requests of a group of 10,000 instead")
    if parser.parse_args().large:
        alone, together = large(), large(bulk=100)
        print(f"Requests for a group of {LARGE:,} members, 100 in a request, without and with bulk requests of 100:")
        for name, count in alone.items():
            print(f"- {name}: {count}, {together[name]}")
        return
    print(f"| server | {' | '.join(ABILITIES)} | requests |")
    print(f"|---|{'---|' * (len(ABILITIES) + 1)}", flush=True)
    for server in SERVERS:
        found, requests = visit(server)
        cells = " | ".join(found.get(name, "") for name in ABILITIES)
        print(f"| {server.name} | {cells} | {requests} |", flush=True)


if __name__ == "__main__":
    main()
