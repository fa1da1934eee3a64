"""What can hurt you about how an object is made, changed and ended."""

from __future__ import annotations

from collections.abc import Iterator

from generators.output.hazards.conditions import of_conditions
from generators.text import code, listed, markdown, scalar
from rolecall.specification.schema import Collection, ObjectLifecycle, PrincipalLifecycle
from rolecall.specification.traits import Invitation


def of_object(lifecycle: ObjectLifecycle, collection: Collection, *, has_ephemeral: bool) -> Iterator[str]:
    """The hazards of an object that calls of its own make, change and delete.

    `has_ephemeral` says that there is an ephemeral resource of the same name.
    """
    replacing = lifecycle.full_replace
    if replacing and replacing.carry == ("*",) and lifecycle.patch is None:
        yield (
            "**An update replaces the whole object**: what a request leaves out is lost. The provider fetches the "
            "object, merges your change, writes it and reads it back, one writer at a time, so that what this "
            "configuration does not manage survives. If somebody else changes the object between our read and our "
            "write, their change is lost."
        )
    elif replacing and lifecycle.patch is None:
        carried = listed(code(name) for name in replacing.carry)
        it = "it" if len(replacing.carry) == 1 else "them"
        yield (
            f"**The vendor may clear {carried} if an update leaves {it} out**, depending on its version. The provider "
            f"reads {it} first and sends {it} back. If somebody else changes the object between our read and our "
            "write, their change is lost."
        )
    if lifecycle.recreate:
        yield (
            "**A change removes the object and makes it again**, in two calls: the vendor has no other way. "
            f"{markdown(lifecycle.recreate.meanwhile)} A plan says so. If the second call is refused, the provider "
            "puts back what was there; where that fails too, the error says that it is away and what it had."
        )
    if lifecycle.job:
        yield (
            "**A create goes on after its answer**: the provider asks how far it is for at most "
            f"{lifecycle.job.seconds} seconds. What fails there is an error with the vendor's reason, and nothing is "
            "in state. If it is not done by then, the object is looked for by its name; where it comes up later, "
            "import it."
        )
    calls = (lifecycle.create, lifecycle.update, lifecycle.delete)
    if failed := dict.fromkeys(each.failed for each in calls if each is not None and each.failed):
        yield (
            f"**A successful answer may refuse**: what its list {listed(code(each) for each in failed)} names was not "
            "done. That is an error, unless it proves to be done already."
        )
    if collection.invitation:
        yield from _inviting(collection.invitation)
    for standing in lifecycle.prerequisites:
        where = f" where {code(standing.when[0])} is {code(standing.when[1])}" if standing.when else ""
        yield (
            f"**{code(standing.attribute)} must be an active {standing.noun}**{where}: for anybody else the vendor "
            f"refuses it, or stores what grants nothing. The plan reports it. If {code(standing.made_by)} invites that "
            f"person in the same run, the apply waits for at most {code(standing.timeout)}."
        )
    for miss in lifecycle.unchecked_names:
        told = (
            f"when the name differs only slightly from a {miss.noun} used elsewhere."
            if miss.where is not None
            else f"where no {miss.noun} is called so: it gives nothing, until somebody makes one of that name."
        )
        yield (
            f"{code(miss.attribute)} where {code(miss.when[0])} is {code(miss.when[1])}: **the vendor accepts any "
            f"name, and case matters**. A plan warns {told}"
        )
    if lifecycle.needs:
        either = ((each,) if isinstance(each, str) else each for each in lifecycle.needs)
        needed = listed(" or ".join(map(code, names)) for names in either)
        yield f"**A new object needs {needed}**, or the plan is refused. What exists or is imported does not."
    if lifecycle.overlap:
        yield (
            "Replacing it removes access before the new one exists, unless its `lifecycle` block says "
            "`create_before_destroy = true`. The CDKTF binding sets that."
        )
    yield from _ending(lifecycle)
    if lifecycle.federated:
        federated = lifecycle.federated
        instead = f" Use {code(federated.instead)} instead." if federated.instead else ""
        yield (
            f"**Only objects whose {code(federated.attribute)} is {code(federated.local)} can be managed by this "
            f"resource type.** {markdown(federated.reason)}{instead}"
        )
    yield from of_conditions(lifecycle)
    if lifecycle.protect_self:
        yield (
            "**Not itself**: the provider never deletes, disables or revokes the account or token that it runs with."
        )
    yield from _secret(lifecycle, has_ephemeral)


def of_principal(lifecycle: PrincipalLifecycle) -> Iterator[str]:
    """The hazards of what makes nothing and only ends what somebody owns."""
    yield (
        "**It has no object at the vendor.** Creating and reading it sends no request. It stands for a person: "
        "destroying it removes the role bindings that name nobody else. Give those bindings `depends_on` this "
        "resource, so that Terraform destroys them first."
    )
    yield from _ending(lifecycle)


def _inviting(trait: Invitation) -> Iterator[str]:
    yield (
        f"**Creating only invites.** {code(trait.status)} is {code(trait.pending)} until the person accepts, then "
        f"{code(trait.accepted)}. With {code(f'{trait.wait_for} = {trait.until}')} an apply waits, at most "
        f"{code(trait.timeout)}. If nobody accepts in time, the apply warns, keeps the invitation in state, and the "
        "next apply goes on waiting. Nobody is invited twice: a pending invitation is reused. To manage somebody who "
        "accepted before, import them."
    )
    yield (
        "An invitation that expired or was revoked, and a person who was removed, are gone: the next apply invites "
        "anew. Until the invitation is accepted, none of the attributes that the vendor keeps can be changed; "
        "a plan that would is refused."
    )
    if trait.listing is not None and trait.listing.expires:
        yield (
            f"No status says that an invitation expired. It has where {code(trait.listing.expires)} is over, by the "
            "clock of the machine that the provider runs on."
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
        steps.append(
            f"delete the rows of {code(item.collection)} that belong to it alone{switch}, which would otherwise keep "
            "working"
        )
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.delete is not None:
        steps.append("delete it")
    mode = lifecycle.deprovision.mode
    stops = f"With {code(f'{mode} = retain')} destroying changes nothing at the vendor." if mode else ""
    if mode and lifecycle.deprovision.disable:
        stops = f"With {code(f'{mode} = deactivate')} the object is not deleted. {stops}"
    if steps and steps != ["delete it"]:
        stops = f"**Access ends in this order**: {', then '.join(steps)}. {stops}".rstrip()
    if stops:
        yield stops
    if any(item.by != "id" for item in lifecycle.deprovision.cascade_delete):
        yield "Rows that name others too stay, and a warning lists them."
    cased = [item.collection for item in lifecycle.deprovision.cascade_delete if item.where and not item.caseless]
    if cased:
        several = " and ".join(code(each) for each in cased)
        yield (
            f"In {several} **names that differ in the case of letters are different people**: rows with such a name "
            "stay, and a warning lists them."
        )


def _secret(lifecycle: ObjectLifecycle, has_ephemeral: bool) -> Iterator[str]:
    secret = lifecycle.secret
    if secret is None:
        return
    instead = " Use the ephemeral resource of the same name to keep it out of plan and state." if has_ephemeral else ""
    yield (
        f"**{code(secret.attribute)} is shown once and kept in the state.** Whoever can read the state can use "
        f"it.{instead} An import cannot recover it."
    )
    if secret.expires:
        yield f"**It expires** at {code(secret.expires)}. The next plan after that replaces it."
    overlap = "" if secret.unique_name else " With `create_before_destroy` the new one works before the old one ends."
    if secret.rotate:
        yield (
            f"With {code(secret.rotate)} a plan replaces it that many days before it ends, if somebody runs one: "
            f"nothing rotates by itself.{overlap}"
        )
    if secret.live:
        name, value = secret.live
        yield (
            f"The token works only while {code(name)} is {code(value)}; any other value is drift, and the next apply "
            f"replaces it, unless the configuration sets {code(name)}."
        )
    if secret.jwt_id:
        yield "The provider finds its own token by the `jti` inside it, so that it never revokes what it runs with."
