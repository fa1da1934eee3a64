"""What can hurt you about how an object is made, changed and ended."""

from __future__ import annotations

from collections.abc import Iterator

from generators.output.hazards.conditions import of_conditions
from generators.text import code, listed, markdown, scalar
from rolecall.specification.schema import Collection, ObjectLifecycle, PrincipalLifecycle
from rolecall.specification.traits import Invitation


def of_object(lifecycle: ObjectLifecycle, collection: Collection) -> Iterator[str]:
    """The hazards of an object that calls of its own make, change and delete."""
    replacing = lifecycle.full_replace
    if replacing and replacing.carry == ("*",) and lifecycle.patch is None:
        yield (
            "**An update replaces the whole object**: what a request leaves out is lost. The provider fetches the "
            "object, merges your change, writes it and reads it back, one writer at a time, so that what this "
            "configuration does not manage survives. A change made elsewhere in that very moment can still be lost."
        )
    elif replacing and lifecycle.patch is None:
        carried = listed(code(name) for name in replacing.carry)
        yield (
            f"**An update that leaves out {carried} may lose them**, depending on the vendor's version. The provider "
            "reads them first and always sends them in full. A change made elsewhere in that very moment can still be "
            "lost."
        )
    if collection.invitation:
        yield from _inviting(collection.invitation)
    for standing in lifecycle.prerequisites:
        yield (
            f"**{code(standing.attribute)} must be an active {standing.noun}** where {code(standing.when[0])} is "
            f"{code(standing.when[1])}: the vendor refuses anybody else, or keeps what grants nothing. A plan says so. "
            f"One that {code(standing.made_by)} makes in the same run is waited for, at most {code(standing.timeout)}."
        )
    for miss in lifecycle.unchecked_names:
        yield (
            f"{code(miss.attribute)} where {code(miss.when[0])} is {code(miss.when[1])}: **the vendor takes any name "
            f"and compares it letter by letter**. A plan warns when it is nearly a {miss.noun} that is in use "
            "elsewhere."
        )
    if lifecycle.overlap:
        yield (
            "Write `create_before_destroy = true` into its `lifecycle` block, or a replacement takes access away for a "
            "moment. The CDKTF binding does that by itself."
        )
    yield from _ending(lifecycle)
    if lifecycle.federated:
        federated = lifecycle.federated
        instead = f" Use {code(federated.instead)} instead." if federated.instead else ""
        yield (
            f"**Only objects whose {code(federated.attribute)} is {code(federated.local)} can be managed here.** "
            f"{markdown(federated.reason)}{instead}"
        )
    yield from of_conditions(lifecycle)
    if lifecycle.protect_self:
        yield "**Never ourselves**: the account or token the provider runs with is not deleted, disabled or revoked."
    yield from _secret(lifecycle)


def of_principal(lifecycle: PrincipalLifecycle) -> Iterator[str]:
    """The hazards of what makes nothing and only ends what somebody owns."""
    yield (
        "**Nothing at the vendor is this object**: creating and reading it asks nothing and makes nothing. It stands "
        "for somebody whose access ends when it is destroyed. Let what you bind depend on it with `depends_on`: "
        "Terraform destroys that first."
    )
    yield from _ending(lifecycle)


def _inviting(trait: Invitation) -> Iterator[str]:
    yield (
        f"**Creating only invites.** {code(trait.status)} is {code(trait.pending)} until the person accepts, then "
        f"{code(trait.accepted)}. With {code(f'{trait.wait_for} = {trait.until}')} an apply waits, at most "
        f"{code(trait.timeout)}; when that is over it warns, keeps what there is, and the next apply waits on. Nobody "
        "is invited twice: an invitation that is pending is taken up. Somebody who accepted before is only imported."
    )
    yield (
        "An invitation that expired or was revoked, and a person who was removed, are gone: the next apply invites "
        "anew. Until the invitation is accepted, nothing that the vendor keeps can be changed; a plan that would is "
        "refused."
    )


def _ending(lifecycle: ObjectLifecycle | PrincipalLifecycle) -> Iterator[str]:
    if not lifecycle.deprovision:
        return
    steps = []
    if lifecycle.deprovision.disable:
        settings = (code(f"{name} = {scalar(value)}") for name, value in lifecycle.deprovision.disable)
        steps.append(f"set {listed(settings)}")
    for item in lifecycle.deprovision.cascade_delete:
        switch = f" (unless {code(f'{item.switch} = false')})" if item.switch else ""
        others = " by itself" if item.by != "id" else ""
        steps.append(
            f"delete what it owns{others} in {code(item.collection)}{switch}, which would outlive it otherwise"
        )
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.delete is not None:
        steps.append("delete it")
    if any(item.by != "id" for item in lifecycle.deprovision.cascade_delete):
        yield "What names others too is left as it is, and reported."
    mode = f" {code(lifecycle.deprovision.mode)} chooses to stop before." if lifecycle.deprovision.mode else ""
    yield f"**Access ends in this order**: {', then '.join(steps)}.{mode}"


def _secret(lifecycle: ObjectLifecycle) -> Iterator[str]:
    secret = lifecycle.secret
    if secret is None:
        return
    yield (
        f"**{code(secret.attribute)} is shown once and kept in the state.** Whoever can read the state can use it. The "
        "ephemeral twin of this resource type keeps it out of plan and state. It is not known after an import."
    )
    if secret.expires:
        yield f"**It expires** at {code(secret.expires)}. A plan after that time replaces it."
    if secret.rotate:
        yield (
            f"With {code(secret.rotate)} a plan replaces it that many days earlier. Someone has to run the plan: "
            "nothing rotates by itself. With `create_before_destroy` the new one works before the old one ends."
        )
    if secret.live:
        name, value = secret.live
        yield f"It works while {code(name)} is {code(value)}; any other value is drift, and the next apply replaces it."
    if secret.jwt_id:
        yield "The provider finds its own token by the `jti` inside it, so that it never revokes what it runs with."
