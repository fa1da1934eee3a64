"""Caveats that differ between servers of one standard: what they can do, and whose they are."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import Count
from rolecall.specification.traits.checks import Check
from rolecall.specification.traits.guards import Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """The call that tells what this server can do, asked once per run: `path` to call.

    `members` are pairs of a capability and the dotted path of the boolean that says it. One that the answer does not
    speak of, or that cannot be asked for, is taken as there.
    """

    path: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """Several changes travel in one request (RFC 7644 section 3.7) to `path`, whose message is of the schema `schema`.

    The server says what it takes where the trait `Capabilities` asks: at `supported` whether it does at all, at `most`
    how many changes, at `largest` how many bytes.
    """

    path: str
    schema: str
    supported: str
    most: str
    largest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerForms:
    """What one server of a standard takes, where that is known before it refuses something else.

    What is not stated is learnt. A provider argument of the same name wins over a preset.

    `members_per_request`: elements of a large set in one request. `largest_page`: rows of a page. `member_removal`,
    `filter_form` and `paging` are as `LargeSet.removal`, `Filters.form` and `Pagination` say; `filter_form` may be
    `none`, and `paging` is by `index` or by `cursor`. `additions_keep` is as in `LargeSet`; where it is False, large
    sets are written whole. `shows_all_members` is the `shows_all` of `LargeSet`, and `shows_all_attributes` that of
    `FullReplace`. `update_method`: `patch`, or `put` of the whole object. `media_type`: of bodies. `disabled_is_gone`
    and `delete_disables` are as in `Deprovision`. `says_capabilities`: False where what the server says that it can do
    (trait `Capabilities`) is not worth asking. `bulk`: False where several changes in one request (trait `Bulk`) are
    not to be sent.
    """

    members_per_request: Count | None = None
    largest_page: Count | None = None
    member_removal: Literal["path", "value", "replace"] | None = None
    additions_keep: bool | None = None
    shows_all_members: bool | None = None
    shows_all_attributes: bool | None = None
    filter_form: Literal["any", "conjunction", "term", "none"] | None = None
    paging: Literal["index", "cursor"] | None = None
    update_method: Literal["patch", "put"] | None = None
    media_type: str | None = None
    disabled_is_gone: bool | None = None
    delete_disables: bool | None = None
    says_capabilities: bool | None = None
    bulk: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One vendor's deviations from a standard: chosen by `value` of the provider argument `argument`.

    `title` is the vendor's name in messages. `checks` are further checks of provider arguments. `lacks` are operations
    that this vendor does not have, as `<collection>.get`, `<resource type>.patch` or `<resource type>.delete`.
    `filters` are the only members that filter expressions may name, where that differs. `forms` are what its server
    takes. `needs` are attributes without which it creates nothing, by resource type. `guards` are what it refuses and
    what to be warned of, by resource type. `hazards` are sentences for the documentation.
    """

    argument: str
    value: str
    title: str
    checks: tuple[tuple[str, tuple[Check, ...]], ...] = ()
    lacks: tuple[str, ...] = ()
    filters: tuple[str, ...] | None = None
    forms: ServerForms | None = None
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    guards: tuple[tuple[str, tuple[Guard, ...]], ...] = ()
    hazards: tuple[str, ...] = ()
