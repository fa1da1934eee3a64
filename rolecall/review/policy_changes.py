"""A change of the policy: what the next one lets through that the one in force does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, get_args

from rolecall.review.notes import Note
from rolecall.review.policy import TIERS, Approval, Policy, Result, Separation, TokenLife

Rule = TypeVar("Rule", Separation, Approval, TokenLife)

_RESULTS = get_args(Result)
"""From the strictest on."""


def loosened(now: Policy, then: Policy) -> Iterator[Note]:
    """A note for each rule of `now` that is not in `then` as it was, or lets more pass there.

    A rule of a list that is another in anything counts: two patterns cannot be compared but by what they fit.
    """
    for text in (*_privileged(now, then), *_lists(now, then), *_losses(now, then), *_decide(now, then)):
        yield Note(
            kind="policy",
            tier="critical",
            vendor="",
            text=f"The policy that this change brings is weaker, or may be: {text}.",
        )


def _privileged(now: Policy, then: Policy) -> Iterator[str]:
    if now.privileged is None:
        return
    if then.privileged is None:
        yield "`privileged` is gone"
        return
    if TIERS.index(then.privileged.most) < TIERS.index(now.privileged.most):
        yield f"`privileged` lets {then.privileged.most} pass, not {now.privileged.most} at most"
    if added := [each.reason for each in then.privileged.exceptions if each not in now.privileged.exceptions]:
        yield f"`privileged` has other exceptions ({', '.join(added)})"


def _lists(now: Policy, then: Policy) -> Iterator[str]:
    for separation in _gone(now.separation, then.separation):
        yield f"the rule {separation.name!r} of `separation` is gone, or another"
    for approval in _gone(now.approval, then.approval):
        yield f"the rule {approval.name!r} of `approval` is gone, or another"
    for token in _gone(now.tokens, then.tokens):
        yield f"the rule of {token.days} days in `tokens` is gone, or another"
    if now.contains != then.contains:
        yield "`contains` says otherwise which scopes are inside of others"


def _gone(now: Sequence[Rule], then: Sequence[Rule]) -> Iterator[Rule]:
    """The rules that are not there any more as they were, on whatever line."""
    kept = {replace(each, line=0) for each in then}
    return (each for each in now if replace(each, line=0) not in kept)


def _losses(now: Policy, then: Policy) -> Iterator[str]:
    if now.losses is None:
        return
    if then.losses is None:
        yield "`losses` is gone"
    elif then.losses.people > now.losses.people or then.losses.percent > now.losses.percent:
        yield (
            f"`losses` lets {then.losses.people} people and {then.losses.percent} percent pass, not "
            f"{now.losses.people} and {now.losses.percent}"
        )


def _decide(now: Policy, then: Policy) -> Iterator[str]:
    for kind, result in now.decide.items():
        if _RESULTS.index(then.decide[kind]) > _RESULTS.index(result):
            yield f"{kind} counts as {then.decide[kind]}, not {result}"
