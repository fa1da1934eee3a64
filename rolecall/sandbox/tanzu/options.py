"""Options of the stand-in Tanzu: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolecall.sandbox.core.option_values import one_of


@dataclass
class TanzuOptions:
    """The rules that can be changed, at the start or while it runs. Times are in seconds on the sandbox clock.

    The instance, read at the start only:
    - `clusters`: the clusters there are, each with a Kubernetes API and known to Mission Control.
    - `cluster_groups`: Mission Control's groups of clusters; every cluster is in the first.
    - `namespace`: the managed namespace that every cluster has.

    Cloud Services:
    - `access_token_seconds`: how long an access token lasts.
    - `organization_in_tokens`: whether access tokens say in `context_name` which organization they are for.
    - `state_lifetime`: whether the token exchange says `expires_in`.
    - `accept_seconds`: how long people take to accept an invitation; None: they wait until a test accepts.
    - `invitation_seconds`: how long an invitation can be accepted.
    - `repeated_invitation`: what inviting someone who is invited or a member already does: `accept` (another mail;
      a member gets the role at once) or `conflict` (409).
    - `invitation_answer`: what an invitation answers: `body`, or `empty` (202).
    - `invited_members`, `removed_members`, `expired_members`: whether the list of members shows people who have not
      accepted yet, who were removed (both `listed`), or whose invitation expired (`hidden`; when `listed`, they are
      shown as still invited).
    - `invited_have_id`: whether people who have not accepted yet are shown with a user id.
    - `member_lookup`: whether a single member can be read by id.
    - `next_page`: what `pagination.next` holds: a `url`, a `path`, or a `token` for the parameter `page_token`.

    - `cloud_services`: which API is there: the guide's `classic`, or `v2`, the one that the vendor publishes.

    The published Cloud Services:
    - `prefixed_ids`, `prefixed_token_ids`: whether ids of people in answers, and in access tokens, say what gave them.
    - `member_roles`: whether listings show roles to administrators (`listed`), show none (`empty`) or leave them out
      (`missing`).
    - `membership_types`: whether roles say how they came about.
    - `role_changes`: what a change of roles does: `apply`, or `ignore` (answered 200 all the same).
    - `kept_members`: addresses of members who cannot be removed; the answer is 200 and says so in `failed`.
    - `gone_members`: what removing somebody does who is none: they are in `failed`, or `not_found` (404).

    Either Cloud Services:
    - `guards_last_owner`: whether the last owner is kept from losing that role, and from being removed (400).
    - `token_subject`: what access tokens say of whose they are: the `id`, percent-`encoded`, the `account`, or an id
      that no member has (`unknown`).

    Mission Control:
    - `inactive_subjects`: what becomes of bindings of people who are not active members: `refuse`, or `dangle`
      (accepted in silence, granting nothing until they are).
    - `repeated_binding`: what becomes of a binding there is already: `accept` (two bindings) or `conflict` (409).
    - `scope_in_rows`: whether bindings are answered with their scope.
    - `inherited_bindings`: whether a search for a cluster also finds the bindings of what it belongs to.
    - `binding_lookup`: whether a single binding can be read by name.
    - `mission_control`: which API is there: the guide's `classic` with role bindings of their own, or the published
      `policy`, with one policy for each object.

    Policies of Mission Control:
    - `inherited_policies`: whether a read of an object's policies also gives those of what it belongs to.
    - `effective`: what the listing of what applies to an object shows: `whole`, the first row alone with the true total
      (`short`), nothing and a total of 0 (`empty`), or rows without their policy (`bare`).
    - `bare_policies`: what is read where nothing is bound: `none` (an empty list of policies), `empty` (a policy with
      an empty list of bindings) or `silent` (a policy that does not say its bindings).
    - `repeated_delta`: what adding what is there, or deleting what is not, does: `accept` (nothing) or `conflict`.
    - `deltas`: what a change does: `apply`, `ignore` (answered 200 all the same) or `overwrite` (what was there goes).
    - `policy_answer`: whether a change is answered with the `policy`, or with nothing (`empty`).
    - `self_managed`: whether Mission Control has a login of its own and takes no token of Cloud Services (401).
    - `policy_conflicts`: how many of the next changes are refused because somebody else was faster (409).

    Both: `largest_page` is the largest page, whatever is asked for.

    Kubernetes:
    - `continue_seconds`: how long a listing can be continued.
    - `interfere`: how many of the next updates find that someone else changed the object a moment ago.
    """

    clusters: list[str] = field(default_factory=lambda: ["alpha", "beta"])
    cluster_groups: list[str] = field(default_factory=lambda: ["platform", "sandbox"])
    namespace: str = "web"
    access_token_seconds: float = 1800.0
    organization_in_tokens: bool = True
    state_lifetime: bool = True
    accept_seconds: float | None = None
    invitation_seconds: float = 7 * 86400.0
    repeated_invitation: str = one_of("accept", "conflict")
    invitation_answer: str = one_of("body", "empty")
    invited_members: str = one_of("listed", "hidden")
    removed_members: str = one_of("listed", "hidden")
    expired_members: str = one_of("hidden", "listed")
    invited_have_id: bool = True
    member_lookup: bool = False
    next_page: str = one_of("url", "path", "token")
    cloud_services: str = one_of("classic", "v2")
    prefixed_ids: bool = True
    prefixed_token_ids: bool = False
    member_roles: str = one_of("listed", "empty", "missing")
    membership_types: bool = True
    guards_last_owner: bool = True
    token_subject: str = one_of("id", "encoded", "account", "unknown")
    role_changes: str = one_of("apply", "ignore")
    kept_members: list[str] = field(default_factory=list)
    gone_members: str = one_of("failed", "not_found")
    inactive_subjects: str = one_of("refuse", "dangle")
    repeated_binding: str = one_of("accept", "conflict")
    scope_in_rows: bool = False
    inherited_bindings: bool = False
    binding_lookup: bool = False
    mission_control: str = one_of("classic", "policy")
    inherited_policies: bool = False
    effective: str = one_of("whole", "short", "empty", "bare")
    bare_policies: str = one_of("none", "empty", "silent")
    repeated_delta: str = one_of("accept", "conflict")
    deltas: str = one_of("apply", "ignore", "overwrite")
    policy_answer: str = one_of("policy", "empty")
    self_managed: bool = False
    policy_conflicts: int = 0
    largest_page: int = 200
    continue_seconds: float = 300.0
    interfere: int = 0
