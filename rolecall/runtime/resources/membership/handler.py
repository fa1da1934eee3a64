"""The handler of bindings: resources that are one element of a set of their parent."""

from __future__ import annotations

from typing import Final

from rolecall.runtime.application import StateResult
from rolecall.runtime.resources.guards.named_objects import check_existing
from rolecall.runtime.resources.guards.other_blocks import check_kept
from rolecall.runtime.resources.guards.refusals import check_names
from rolecall.runtime.resources.handler import Checks, Handler
from rolecall.runtime.resources.membership.binding import bind, unbind
from rolecall.runtime.resources.membership.checks import (
    check_administration_ends,
    check_claim,
    check_member,
    check_own_binding,
    check_unshown_beside,
)
from rolecall.runtime.resources.membership.parent import list_memberships, read_membership
from rolecall.runtime.resources.membership.takeover import check_given, stays
from rolecall.specification.schema import MembershipLifecycle

HANDLER: Final[Handler[MembershipLifecycle]] = Handler(
    create=bind,
    read=read_membership,
    update=lambda _, change: StateResult(state=change.planned),  # each change at the vendor replaces the binding
    delete=unbind,
    list=list_memberships,
    checks=Checks(
        destroy=(check_administration_ends, check_own_binding, check_unshown_beside),
        keep=(check_claim, check_kept),
        create=(check_names, check_member, check_given, check_existing, check_unshown_beside),
        update=(check_names, check_existing, check_administration_ends),
    ),
    stays=stays,
)
