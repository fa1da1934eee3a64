"""Definitions and API descriptions that are well-formed and mean nothing: each refused in words, at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.input.yaml_source import DefinitionError
from generators.load import load_vendor
from tests.generators.test_new_vendor import WILD

DEFINITION, DESCRIPTION = "lantern/provider.yaml", "lantern/openapi.yaml"
RANK = "rank: {default: bearer}"
CASES = {
    "required and computed": (
        DEFINITION,
        RANK,
        RANK + "\n      email: {required: true, computed: true}",
        "'email' is required and computed; expected one of them",
    ),
    "required with a default": (
        DEFINITION,
        RANK,
        "rank: {default: bearer, required: true}",
        "'rank' is required and has the default 'bearer'; expected one of the two",
    ),
    "a default that is not among the values": (
        DEFINITION,
        RANK,
        "rank: {default: beerer}",
        "'rank' has the default 'beerer'; expected one of: keeper, bearer",
    ),
    "an example that is not among the values": (
        DEFINITION,
        RANK,
        "rank: {default: bearer, example: cook}",
        "'rank' has the example 'cook'; expected one of: keeper, bearer",
    ),
    "a default of another type": (
        DEFINITION,
        "visible: {default: true}",
        "visible: {default: sure}",
        "'visible' has the default 'sure'; expected true or false",
    ),
    "a default that is cleared": (
        DEFINITION,
        RANK,
        "rank: {default: bearer, unset: clear}",
        "'rank' has a default and unset: clear; expected one of the two",
    ),
    "a default that nobody can change": (
        DEFINITION,
        RANK,
        RANK + "\n      created_at: {default: now}",
        "'created_at' has default, and nobody can set it; expected an attribute that a body takes",
    ),
    "a replacement for what nobody can set": (
        DEFINITION,
        RANK,
        RANK + "\n      created_at: {replace: true}",
        "'created_at' has replace, and nobody can set it",
    ),
    "a reference by itself": (
        DEFINITION,
        RANK,
        RANK + "\n      note: {reference: {lookup: members, noun: member, by: note}}",
        "'note' refers to objects by 'note', which is 'note' itself; expected another member in `by`",
    ),
    "an update that reads": (
        DEFINITION,
        "    update: changeMember\n",
        "    update: getMember\n",
        "update is GET /members/{id}; expected an operation that is PUT or PATCH or POST",
    ),
    "an update that creates": (
        DEFINITION,
        "    update: changeMember\n",
        "    update: addMember\n",
        "update is POST /members, which does not say which object is meant; expected a place in its path",
    ),
    "a delete that reads": (
        DEFINITION,
        "    delete: removeMember\n",
        "    delete: getMember\n",
        "delete is GET /members/{id}; expected an operation that is DELETE or POST",
    ),
    "a delete of something else": (
        DEFINITION,
        "    delete: removeMember\n",
        "    delete: {operation: removeTeam, parameters: {slug: id}}\n",
        "lantern_member: delete is DELETE /teams/{id}, which is no path of members; "
        "expected an operation at /members/{id}, or below it",
    ),
    "a delete of what it refers to": (
        DEFINITION,
        "    delete: {operation: removeTeam, parameters: {slug: id}}\n",
        "    delete: {operation: removeMember, parameters: {number: title}}\n",
        "lantern_team: delete is DELETE /members/{title}, which does not say which of teams by 'id'",
    ),
    "an update by what is no key": (
        DEFINITION,
        "    update: changeMember\n",
        "    update: {operation: changeMember, parameters: {number: handle}}\n",
        "lantern_member: update is POST /members/{handle}, which does not say which of members by 'id'; "
        "expected parameters: {<place>: id}, or constants with {id}, as /members/{id} has it",
    ),
    "a delete by what is no key": (
        DEFINITION,
        "    delete: removeMember\n",
        "    delete: {operation: removeMember, parameters: {number: rank}}\n",
        "lantern_member: delete is DELETE /members/{rank}, which does not say which of members by 'id'",
    ),
    "links the wrong way round": (
        DEFINITION,
        "links: {add: {operation: joinTeam, parameters: {slug: id}}, remove: {operation: leaveTeam,",
        "links: {add: {operation: leaveTeam, parameters: {slug: id}}, remove: {operation: joinTeam,",
        "links: add is leaveTeam, DELETE /teams/{id}/members/{element}; "
        "expected an operation that is PUT or POST or PATCH",
    ),
    "links that take away by reading": (
        DEFINITION,
        "remove: {operation: leaveTeam, parameters: {slug: id}}",
        "remove: {operation: getMember, parameters: {number: element}}",
        "links: remove is getMember, GET /members/{element}; expected an operation that is DELETE or POST",
    ),
    "links that add what they should take away": (
        DEFINITION,
        "remove: {operation: leaveTeam,",
        "remove: {operation: joinTeam,",
        "links: add and remove are both PUT /teams/{id}/members/{element} and say the same; "
        "expected another operation, or constants that tell them apart",
    ),
    "a create that deletes": (
        DEFINITION,
        "    create: addMember\n",
        "    create: {operation: removeMember, parameters: {number: handle}}\n",
        "create is DELETE /members/{handle}; expected an operation that is POST or PUT or PATCH",
    ),
    "a single read that lists": (
        DEFINITION,
        "    get: {operation: getTeam, parameters: {slug: id}}\n",
        "    get: listTeams\n",
        "get is GET /teams, which does not say which object is meant; expected a read of one object",
    ),
    "a create after which nothing can be found": (
        DEFINITION,
        "    natural_key: {attribute: email, query: email}\n",
        "",
        "addMember answers nothing, and nothing else says which object it made; expected a natural_key",
    ),
    "members that are no set": (
        DEFINITION,
        "group: {name: title, members: members}",
        "group: {name: title, members: visible}",
        "'visible', the members of a group, is no set; expected a set or a list",
    ),
    "a secret argument that is shown": (
        DEFINITION,
        "key: {sensitive: true, description",
        "key: {description",
        "'key' is what lets us in, and not sensitive; expected sensitive: true",
    ),
    "an address that is secret": (
        DEFINITION,
        "url: {description",
        "url: {sensitive: true, description",
        "'url' is the address, and sensitive; expected an address that may be shown",
    ),
    "an account disabled by a word that there is not": (
        DEFINITION,
        "account: {name: email, mail: email}",
        "account: {name: email, mail: email, disabled: {rank: [beerer]}}",
        "lantern_member: disabled of its account: 'rank' is never 'beerer'; "
        "expected 'bearer', or one of: keeper, bearer",
    ),
    "an account disabled by another type": (
        DEFINITION,
        "account: {name: email, mail: email}",
        "account: {name: email, mail: email, disabled: {email: [true]}}",
        "lantern_member: disabled of its account: 'email' is never True; expected a text",
    ),
    "a disable that nothing takes": (
        DEFINITION,
        "    delete: removeMember\n",
        "    delete: removeMember\n    deprovision: {disable: {rank: retired}}\n",
        "lantern_member: disable of deprovision: 'rank' is never 'retired'; expected one of: keeper, bearer",
    ),
    "rows absent by a word that there is not": (
        DEFINITION,
        "    natural_key: {attribute: email, query: email}\n",
        "    natural_key: {attribute: email, query: email}\n"
        "    absent_rows: {because: deleted, flag: rank, values: [beerer]}\n",
        "absent_rows of members: 'rank' is never 'beerer'",
    ),
    "a reason without words": (
        DEFINITION,
        "    access:\n      account: {name: email, mail: email}\n      permissions: [{attribute: rank, kind: rank}]\n",
        "    no_access: ' '\n",
        "no_access of lantern_member of resources of the definition is empty; expected words that say it",
    ),
    "a page of no rows": (
        DESCRIPTION,
        "default: 50, maximum: 200",
        "default: 0, maximum: 200",
        "a page of 'per_page' is 0 rows; expected a default and a maximum of at least one row",
    ),
    "a job that takes no time": (
        DEFINITION,
        "words: error}",
        "words: error, seconds: 0}",
        "seconds of job of lantern_team of resources of the definition is 0; expected a whole number, 1 at least",
    ),
    "a described default outside its enum": (
        DESCRIPTION,
        "enum: [keeper, bearer], default: bearer",
        "enum: [keeper, bearer], default: beerer",
        "the default 'beerer' is not in the enum; expected one of: keeper, bearer",
    ),
    "a described default of another type": (
        DESCRIPTION,
        "visible: {type: boolean, default: true",
        "visible: {type: boolean, default: sure",
        "the default 'sure' is no boolean; expected a value of boolean",
    ),
    "bounds that leave nothing": (
        DESCRIPTION,
        "minLength: 2, ",
        "minLength: 9, maxLength: 3, ",
        "the least is more than the most, so that no value is allowed",
    ),
    "parts that contradict": (
        DESCRIPTION,
        "handle: {type: string, minLength",
        "email: {type: integer}\n            handle: {type: string, minLength",
        "'email' is integer here and string at lantern/openapi.yaml:",
    ),
    "servers of several paths": (
        DESCRIPTION,
        'servers: [{url: "https://api.lantern.example.com/v2"}]',
        'servers: [{url: "https://api.lantern.example.com/v2"}, {url: "https://api.lantern.example.com/v3"}]',
        "the path '/v3' of this server is not that of the first; expected '/v2', or that server alone",
    ),
    "a page that is more than the largest": (
        DESCRIPTION,
        "default: 50, maximum: 200",
        "default: 500, maximum: 200",
        "the default 500 of 'per_page' is more than its maximum 200",
    ),
    "a header that nothing sends": (
        DESCRIPTION,
        "      operationId: addMember\n",
        "      operationId: addMember\n"
        "      parameters: [{name: X-Season, in: header, required: true, schema: {type: string}}]\n",
        "addMember needs the header 'X-Season'; expected it under headers",
    ),
    "a schema inside of itself": (
        DESCRIPTION,
        "        slug: {type: string, pattern",
        '        boss: {$ref: "#/components/schemas/NewTeam"}\n        slug: {type: string, pattern',
        "#/components/schemas/NewTeam contains itself; expected a schema of finite depth",
    ),
    "a word of OpenAPI 3.0": (
        DESCRIPTION,
        'note: {type: [string, "null"]',
        "note: {type: string, nullable: true",
        "'nullable' was unexpected",
    ),
    "a discriminator": (
        DESCRIPTION,
        "    NewTeam:\n      type: object\n",
        "    NewTeam:\n      type: object\n      discriminator: {propertyName: slug}\n",
        "'discriminator' was unexpected",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_refused_in_words(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    file, old, new, words = case
    shutil.copytree(WILD / "lantern", tmp_path / "lantern")
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_vendor(tmp_path / "lantern")
    assert words and words in str(caught.value), caught.value
    assert str(caught.value).startswith("lantern/")


def test_several_servers_of_one_path_are_one_api(tmp_path: Path) -> None:
    shutil.copytree(WILD / "lantern", tmp_path / "lantern")
    file = tmp_path / DESCRIPTION
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('.com/v2"}]', '.com/v2"}, {url: "https://{region}.lantern.example.com/v2"}]'))
    assert load_vendor(tmp_path / "lantern").provider.base_path == "/v2"
