"""Options of the stand-in SCIM server: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolecall.sandbox.core.option_values import one_of, taking


@dataclass
class ScimOptions:
    """The rules that can be changed, at the start or while it runs.

    Read at the start only:
    - `flavour`: whose SCIM it is: `generic` (all of the RFCs), `tanium`, `splunk`, `tmc`, `aws`, `atlassian`,
      `databricks`, `entra`, `github` or `slack`; see `rolecall.sandbox.scim.flavours`.
    - `prefix`: a path before `/scim/v2`; None: none, and for `tmc` one drawn anew for each connection.
    - `groups`: how many groups it starts with, beside the seeded users.

    What ServiceProviderConfig says:
    - `patch`: whether PATCH is supported; without it the answer is 501.
    - `etag`: whether resources have versions: `meta.version`, ETag, If-Match (412), If-None-Match (304).
    - `sort`: whether `sortBy` is honoured; without it, it is ignored.
    - `filters`: whether filters are supported; without it they are refused as invalidFilter.
    - `largest_page`: the largest page, whatever `count` asks for, and the page when nothing is asked for.

    What no ServiceProviderConfig says:
    - `patch_answer`: what a PATCH answers: `body` (200) or `empty` (204).
    - `undocumented`: whether operations that the vendor's guide does not list work all the same; else 405.
    - `badges`: whether users have a schema of the vendor's own, `rolecall.sandbox.scim.definitions.BADGE`.
    - `schemas`: whether Schemas is there, where discovery is; else 404.
    - `discovery`: whether ServiceProviderConfig, ResourceTypes and Schemas are there; else 404.
    - `unknown_attributes`: what becomes of attributes no schema has: `refuse` (400) or `ignore`.
    - `unknown_members`: what becomes of members that do not exist: `refuse` (400) or `drop`, in silence.
    - `untyped_members`: what a member that is written without `type` is: `found` by its id, or one of the `users`, so
      that a group is left out in silence. PATCH takes both.
    - `member_display`: whether the members of a group are shown with their names, which RFC 7643 leaves open.
    - `text_booleans`: whether the texts "True" and "False" are taken for booleans, as Entra sends them.
    - `remove_with_value`: what removing `members` with a `value` beside the path removes: `values` (those, as Entra
      means it) or `all` (every member: RFC 7644 3.5.2.2 knows no value there).

    What real servers do all the same, each of which has taken access away from somebody or left it in place:
    - `members_shown`: whether groups show their members: `always`, `never` (no answer has `members`), or `empty` (every
      answer has `members: []`). Filters see the members whatever is shown.
    - `most_members_shown`: so many members of a group are shown at most, and nothing says that there are more; 0: all.
    - `filters_see`: what filters find of members: those that are `kept`, or those that are `shown`.
    - `presence_filters`: whether filters take `pr`; else 400, as where `eq` is all there is.
    - `excluded_before_patch`: whether what `excludedAttributes` of a PATCH names is left out before the operations are
      applied, so that it is gone afterwards.
    - `patch_replaces_members`: whether adding members puts the new ones in the place of those that were there.
    - `listing_leaves_out`: attributes that rows of listings lack, while single reads have them.
    - `answers_leave_out`: attributes that no answer shows any more, while the server has them.
    - `lower_emails`: whether e-mail addresses and user names are kept in lower case.
    - `trim_names`: whether blanks around names are taken off.
    - `drops`: attributes that are taken without an error and not kept.

    What servers take and give otherwise than the RFCs say (`rolecall.sandbox.scim.deviations`); the first two are read
    at the start only:
    - `base`: the path of the API, before `/Users`; None: the flavour's, which is `/scim/v2` for most.
    - `number_ids`: whether ids are whole numbers, and JSON numbers in answers.
    - `largest_change`: most members in one write, and most operations in one PATCH; None: no limit. More are refused
      with `oversize_status` and, unless `oversize_words` is False, with words that say so.
    - `removal`: how members can be taken out: by a `path` with a filter, by a list as `value`; PUT is `put`.
    - `put`: whether there is PUT; else 405.
    - `filter_form`: what filters may be made of: `any`, a `conjunction` without parentheses, one `term`, or `none`,
      though ServiceProviderConfig may promise more.
    - `unknown_member_is_404`: whether a filter that asks for a member who does not exist is answered 404.
    - `paging`: by `index`; by `cursor` beyond the first page, which names the next; or `both`, by cursor where asked.
    - `refuses_count`: whether a `count` of 0 or above `largest_page` is 400.
    - `plain_json_only`: whether `application/scim+json` is refused with 415.
    - `hides_deactivated`: whether deactivated users are answered as missing.
    - `bulk`: most operations of a bulk request; 0: there are none (501).
    - `delete_deactivates`: whether deleting a user deactivates it, and leaves it there.
    - `missing_status`: what is answered where there is no such object.
    - `created_status`: what a create is answered with.
    - `capital_ids`: whether ids are shown in capitals, and in small letters as members of groups; in requests they may
      be in any letters.
    - `lower_resources`: whether listings spell `resources`.
    - `unpatchable`: attributes that a PATCH cannot change, and a PUT can.
    - `case_changes`: whether a user name may change in nothing but case.
    - `needs_extension`: whether a user must have attributes of the enterprise extension.
    - `text_active`: whether answers have the texts "True" and "False" as `active`.
    - `nulls`: whether answers have nulls for what a user does not have.
    - `shows_empty_texts`: whether answers have texts that are empty, which are as good as none (RFC 7643 section 2.5).

    How clients are let in (`rolecall.sandbox.scim.authentication`):
    - `auth`: the ways: `bearer` tokens, any token of the right `form` (as issued by another sandbox), `oauth` (tokens
      of the issuer at `/oauth/token`), `basic`, a `header` called X-Api-Key, a client `certificate`.
    - `client_auth`: how the issuer takes the client's secret: by `basic`, in the `body`, or `any`.
    - `token_seconds`: how long a token of the issuer lives.
    - `scope`: a scope that a client must ask for; empty: none.
    """

    flavour: str = "generic"
    prefix: str | None = None
    groups: int = 0
    patch: bool = True
    etag: bool = False
    sort: bool = True
    filters: bool = True
    largest_page: int = 100
    patch_answer: str = one_of("body", "empty")
    undocumented: bool = False
    badges: bool = False
    schemas: bool = True
    discovery: bool = True
    unknown_attributes: str = one_of("refuse", "ignore")
    unknown_members: str = one_of("refuse", "drop")
    untyped_members: str = one_of("found", "users")
    member_display: bool = False
    text_booleans: bool = True
    remove_with_value: str = one_of("values", "all")
    members_shown: str = one_of("always", "never", "empty")
    most_members_shown: int = 0
    filters_see: str = one_of("kept", "shown")
    presence_filters: bool = True
    excluded_before_patch: bool = False
    patch_replaces_members: bool = False
    listing_leaves_out: list[str] = field(default_factory=list)
    answers_leave_out: list[str] = field(default_factory=list)
    lower_emails: bool = False
    trim_names: bool = False
    drops: list[str] = field(default_factory=list)
    base: str | None = None
    number_ids: bool = False
    largest_change: int | None = None
    oversize_status: int = 400
    oversize_words: bool = True
    removal: list[str] = field(default_factory=lambda: ["path", "value"], metadata=taking("path", "value", "put"))
    put: bool = True
    filter_form: str = one_of("any", "conjunction", "term", "none")
    unknown_member_is_404: bool = False
    paging: str = one_of("index", "cursor", "both")
    refuses_count: bool = False
    plain_json_only: bool = False
    hides_deactivated: bool = False
    delete_deactivates: bool = False
    missing_status: int = 404
    created_status: int = 201
    capital_ids: bool = False
    lower_resources: bool = False
    unpatchable: list[str] = field(default_factory=list)
    case_changes: bool = True
    needs_extension: bool = False
    text_active: bool = False
    nulls: bool = False
    shows_empty_texts: bool = True
    auth: list[str] = field(
        default_factory=lambda: ["bearer"], metadata=taking("bearer", "form", "oauth", "basic", "header", "certificate")
    )
    client_auth: str = one_of("any", "basic", "body")
    token_seconds: int = 3600
    scope: str = ""
    bulk: int = 0
