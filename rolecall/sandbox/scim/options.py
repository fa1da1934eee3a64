"""Options of the stand-in SCIM server: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class ScimOptions:
    """The rules that can be changed, at the start or while it runs.

    Read at the start only:
    - `flavour`: whose SCIM it is: `generic` (all of the RFCs), `tanium`, `splunk` or `tmc`; see
      `rolecall.sandbox.scim.flavours`.
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
    - `discovery`: whether ServiceProviderConfig, ResourceTypes and Schemas are there; else 404.
    - `unknown_attributes`: what becomes of attributes no schema has: `refuse` (400) or `ignore`.
    - `unknown_members`: what becomes of members that do not exist: `refuse` (400) or `drop`, in silence.
    - `member_display`: whether the members of a group are shown with their names, which RFC 7643 leaves open.
    - `text_booleans`: whether the texts "True" and "False" are taken for booleans, as Entra sends them.
    - `remove_with_value`: what removing `members` with a `value` beside the path removes: `values` (those, as Entra
      means it) or `all` (every member: RFC 7644 3.5.2.2 knows no value there).

    What real servers do all the same, each of which has taken access away from somebody or left it in place:
    - `members_shown`: whether groups show their members: `always`, `never` (no answer has `members`), or `empty` (every
      answer has `members: []`). Filters see the members whatever is shown.
    - `presence_filters`: whether filters take `pr`; else 400, as where `eq` is all there is.
    - `excluded_before_patch`: whether what `excludedAttributes` of a PATCH names is left out before the operations are
      applied, so that it is gone afterwards.
    - `patch_replaces_members`: whether adding members puts the new ones in the place of those that were there.
    - `listing_leaves_out`: attributes that rows of listings lack, while single reads have them.
    - `lower_emails`: whether e-mail addresses and user names are kept in lower case.
    - `trim_names`: whether blanks around names are taken off.
    - `drops`: attributes that are taken without an error and not kept.
    """

    flavour: str = "generic"
    prefix: str | None = None
    groups: int = 0
    patch: bool = True
    etag: bool = False
    sort: bool = True
    filters: bool = True
    largest_page: int = 100
    patch_answer: str = "body"
    undocumented: bool = False
    discovery: bool = True
    unknown_attributes: str = "refuse"
    unknown_members: str = "refuse"
    member_display: bool = False
    text_booleans: bool = True
    remove_with_value: str = "values"
    members_shown: str = "always"
    presence_filters: bool = True
    excluded_before_patch: bool = False
    patch_replaces_members: bool = False
    listing_leaves_out: list[str] = field(default_factory=list)
    lower_emails: bool = False
    trim_names: bool = False
    drops: list[str] = field(default_factory=list)
