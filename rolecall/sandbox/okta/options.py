"""Options of the stand-in Okta: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from rolecall.sandbox.core.option_values import one_of


@dataclass
class OktaOptions:
    """The rules that can be changed, at the start or while it runs. Times are in seconds on the sandbox clock.

    - `search_lag_seconds`: how long a change stays unseen by `search`; reads by id or login and other lists see it.
    - `rate_limit`, `rate_seconds`: how many requests each part of the API takes in that time.
    - `provisioning_seconds`: how long an app with provisioning takes to make a person's account; None: it goes on
      until a test ends it.
    - `keep_groups`: whether someone who is deactivated stays in their groups.
    - `lower_logins`: whether logins are stored in lower case.
    - `login_finds_deprovisioned`: whether someone who is deactivated is found by login.
    - `shared_removal`: what becomes of a direct assignment that is taken away while a group gives the app too:
      `keep` (204, and the person still has it, by group) or `refuse` (403).
    - `repeated_assignment`: what assigning someone directly does who has the app already: `convert` (200, and the
      assignment is direct from then on) or `refuse` (400).
    - `rule_members`: what taking somebody out of a group does whom a rule put there: `refuse` (403) or `exclude` (204,
      and every active rule that means them leaves them out for good, whoever put them there).
    - `foreign_ids`: what an assignment does whose body has the `id` of somebody else than its path: `refuse` (400) or
      `ignore`, and the path counts.
    - `largest_page`: the largest page, whatever is asked for; 0: as documented for each list.
    - `tells_organization`: whether everybody may ask for the organization's own id.
    - `link_host`: the address that links to further pages name in place of this server's.
    - `link_form`: what the header of a page with links looks like: `plain`; `full` (as RFC 8288 allows: several
      relations of one link, and parameters with the signs between links in them); or `torn`, in the middle of a link.
    """

    search_lag_seconds: float = 2.0
    rate_limit: int = 600
    rate_seconds: float = 60.0
    provisioning_seconds: float | None = 1.0
    keep_groups: bool = False
    lower_logins: bool = False
    login_finds_deprovisioned: bool = True
    shared_removal: str = one_of("keep", "refuse")
    repeated_assignment: str = one_of("convert", "refuse")
    rule_members: str = one_of("refuse", "exclude")
    foreign_ids: str = one_of("refuse", "ignore")
    largest_page: int = 0
    tells_organization: bool = True
    link_host: str = ""
    link_form: str = one_of("plain", "full", "torn")
