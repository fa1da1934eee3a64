"""What can hurt you: every trait in a sentence, with the vendor's own values.

The sentences are for the people who run the provider. Each says what the vendor does and what the provider makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generators import dangers
from generators.specification import (
    Attribute,
    Collection,
    MembershipLifecycle,
    ObjectLifecycle,
    Provider,
    Resource,
)
from generators.text import code, listed, markdown
from generators.traits import Among


def of_resource(resource: Resource, provider: Provider) -> list[str]:
    """The hazards of a resource type, the worst first."""
    if isinstance(resource.lifecycle, MembershipLifecycle):
        return list(_membership(resource, resource.lifecycle, provider))
    if not isinstance(resource.lifecycle, ObjectLifecycle):
        return [*dangers.of_lifecycle(resource.lifecycle), *of_schema(resource, provider)]
    if resource.lifecycle.create is None:
        return list(_custody(resource.lifecycle, provider))
    collection = next(item for item in provider.collections if item.name == resource.lifecycle.collection)
    return [
        *_lifecycle(resource.lifecycle, provider),
        *_secret(resource.lifecycle),
        *_collection(collection, provider),
        *of_schema(resource, provider),
        *_bindings(resource, provider),
    ]


def of_schema(resource: Resource, provider: Provider) -> list[str]:
    """The hazards of a resource type's attributes, one by one and together."""
    attributes = resource.schema.attributes
    return [*(text for item in attributes for text in _attribute(item, provider)), *_schema(attributes)]


def _lifecycle(lifecycle: ObjectLifecycle, provider: Provider) -> Iterator[str]:
    replacing = lifecycle.full_replace
    if replacing and replacing.carry == ("*",) and lifecycle.patch is None:
        yield (
            "**An update replaces the whole object**: what a request leaves out is lost. The provider "
            "fetches the object, "
            "merges your change, writes it and reads it back, one writer at a time, so that what this "
            "configuration does "
            "not manage survives. A change made elsewhere in that very moment can still be lost."
        )
    elif replacing and lifecycle.patch is None:
        carried = listed(code(name) for name in replacing.carry)
        yield (
            f"**An update that leaves out {carried} may lose them**, depending on the vendor's version. "
            "The provider reads "
            "them first and always sends them in full. A change made elsewhere in that very moment can still be lost."
        )
    yield from _inviting(lifecycle)
    for standing in lifecycle.standing:
        yield (
            f"**{code(standing.attribute)} must be an active {standing.noun}** where {code(standing.when[0])} is "
            f"{code(standing.when[1])}: the vendor refuses anybody else, or keeps what grants nothing. A plan says so. "
            f"One that {code(standing.made_by)} makes in the same run is waited for, at most {code(standing.timeout)}."
        )
    for miss in lifecycle.near_miss:
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
    yield from _ending(lifecycle, provider)
    for item in lifecycle.protected:
        names = listed((code(value) for value in item.values), "or")
        stars = " (`*` is any text)" if any("*" in value for value in item.values) else ""
        yield (
            f"**Never deleted**: objects whose {code(item.attribute)} is {names}{stars}. {markdown(item.reason)} "
            f"A plan that would {'make, change or delete' if item.frozen else 'delete'} one is refused."
        )
    if lifecycle.federated:
        federated = lifecycle.federated
        instead = f" Use {code(federated.instead)} instead." if federated.instead else ""
        yield (
            f"**Only objects whose {code(federated.attribute)} is {code(federated.local)} can be managed here.** "
            f"{markdown(federated.reason)}{instead}"
        )
    yield from dangers.of_conditions(lifecycle)
    if lifecycle.protect_self:
        yield "**Never ourselves**: the account or token the provider runs with is not deleted, disabled or revoked."


def _custody(lifecycle: ObjectLifecycle, provider: Provider) -> Iterator[str]:
    yield (
        "**Nothing at the vendor is this object**: creating and reading it asks nothing and makes nothing. It stands "
        "for somebody whose access ends when it is destroyed. Let what you bind depend on it with `depends_on`: "
        "Terraform destroys that first."
    )
    yield from _ending(lifecycle, provider)


def _inviting(lifecycle: ObjectLifecycle) -> Iterator[str]:
    trait = lifecycle.invitation
    if trait is None:
        return
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


def _ending(lifecycle: ObjectLifecycle, provider: Provider) -> Iterator[str]:
    if not lifecycle.deprovision:
        return
    steps = []
    if lifecycle.deprovision.disable:
        settings = (code(f"{name} = {_word(value)}") for name, value in lifecycle.deprovision.disable)
        steps.append(f"set {listed(settings)}")
    for item in lifecycle.deprovision.revoke:
        switch = f" (unless {code(f'{item.switch} = false')})" if item.switch else ""
        others = " by itself" if item.by != "id" else ""
        steps.append(
            f"delete what it owns{others} in {code(item.collection)}{switch}, which would outlive it otherwise"
        )
    if lifecycle.delete is not None:
        steps.append("delete it")
    if any(item.by != "id" for item in lifecycle.deprovision.revoke):
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
            f"With {code(secret.rotate)} a plan replaces it that many days earlier. Someone has to run the "
            "plan: nothing "
            "rotates by itself. With `create_before_destroy` the new one works before the old one ends."
        )
    if secret.live:
        name, value = secret.live
        yield f"It works while {code(name)} is {code(value)}; any other value is drift, and the next apply replaces it."
    if secret.jwt_id:
        yield "The provider finds its own token by the `jti` inside it, so that it never revokes what it runs with."


def _moving(item: Attribute) -> Iterator[str]:
    trait = item.transitions
    if trait is None:
        return
    name = code(item.name)
    yield (
        f"{name} **is brought about by calls of its own**, one for each step; a plan refuses what no step leads to. "
        "Left out, it is not managed here."
    )
    if trait.alike:
        pairs = listed((f"{code(status)} as {code(other)}" for status, other in trait.alike), "and")
        yield f"{name}: the vendor moves between some by itself, so {pairs} count as the same."
    if trait.closed:
        closed = listed((code(each) for each in trait.closed), "or")
        yield f"While {name} is {closed}, nothing else of the object can be changed."


def _collection(collection: Collection, provider: Provider) -> Iterator[str]:
    deleted = collection.soft_delete
    if deleted:
        again = {
            "new": "Creating the same name again makes another object with another id; nothing is revived.",
            "revive": "Creating the same name again may bring the old object back, with what it had.",
        }[deleted.recreate]
        shown = " Listings still show it." if deleted.listed else ""
        yield (
            f"**Deleting is soft**: the record stays with {code(deleted.flag)} {_flags(deleted.values)}, and counts as "
            f"gone.{shown} {again} "
            "Mind what your rules on retention say about the record."
        )
    if collection.inherited:
        trait = collection.inherited
        values = listed((code(value) for value in trait.values), "or")
        yield (
            f"**Where {code(trait.flag)} is {values}, it is not there in its own right**, and counts as absent: none "
            f"can be created there, and what is destroyed may go on that way, with a warning. {markdown(trait.reason)}"
        )
    if collection.list_omits:
        fields = listed(code(name) for name in collection.list_omits.fields)
        yield (
            f"Rows of a listing may lack {fields}. The provider then reads the object by itself: what a "
            "row does not say "
            "is never taken for empty."
        )
    if collection.masked:
        masked = listed(code(name) for name in collection.masked.fields)
        values = listed(code(value) for value in collection.masked.values)
        yield f"Answers show {values} in place of {masked}; it is never compared and never written back."
    if collection.normalised_key:
        yield (
            f"{markdown(provider.title)} keeps names here in lower case. {code('JDoe')} and {code('jdoe')} are the "
            "same object: two "
            "resources for both would fight."
        )
    if collection.parents:
        inside = listed(code(name) for name in collection.parents)
        yield f"It lives inside of what {inside} names, is listed there, and gone with it. It cannot be listed alone."
    if collection.opposite:
        yield (
            "The vendor has no single read here. One is looked for in "
            f"{code(collection.opposite)} instead, many in the listing."
        )
    elif collection.get is None and not collection.list_omits:
        yield "The vendor has no dependable single read here, so every refresh reads the listing."
    if collection.invited_apart:
        ends = listed((code(value) for value, _ in collection.invited_apart.ended), "or")
        yield (
            f"**How an invitation ended is told by {code(collection.invited_apart.lookup)} alone.** Somebody whose "
            f"invitation is {ends} there counts as gone, even if listed, and is not invited anew without a word: the "
            "plan warns, and says which it was. Somebody who is listed nowhere else is not invited twice while it is "
            f"{code(collection.invited_apart.open)}."
        )
    if collection.provisional_key:
        yield (
            f"As long as the vendor gives no {code(collection.key)}, the id is {code(collection.provisional_key)}; it "
            "changes once."
        )
    if collection.natural_key and collection.natural_key.within:
        yield (
            "Names are generated, and listings may not tell what an object is about. After an import the configuration "
            "says it, and the plan makes sure that it is there."
        )
    if collection.natural_key and not collection.natural_key.unique:
        yield (
            "The vendor takes several objects that grant the same. Creating one beside another is done, with a warning."
        )
    if collection.natural_key:
        scope = "".join(f" and the same {code(name)}" for name, _ in collection.natural_key.scope)
        yield (
            f"Creating is never repeated blindly. When an answer is lost, the provider looks for the same "
            f"{code(collection.natural_key.attribute)}{scope}; what was there before is never adopted, only imported."
        )
    if collection.pagination:
        yield (
            f"Listings come in pages of at most {collection.pagination.maximum} rows "
            f"({collection.pagination.default} when "
            "not asked). The vendor may give fewer than asked; the provider goes on until there are no more."
        )


def _attribute(item: Attribute, provider: Provider) -> Iterator[str]:
    if item.reference:
        made = (
            f" One that {code(item.reference.made_by)} makes in the same run counts." if item.reference.made_by else ""
        )
        ids = "" if item.reference.wire == "name" else " Their ids differ from instance to instance and are looked up."
        yield (
            f"{code(item.name)}: names are compared letter by letter, upper and lower case included. An unknown or "
            f"ambiguous {item.reference.noun} fails in the plan, with the nearest name.{made}{ids}"
        )
    yield from _moving(item)
    if item.normalised:
        yield f"{code(item.name)}: the vendor stores it in lower case; both forms are the same here."
    if item.write_only:
        yield (
            f"{code(item.name)} enters neither plan nor state, so a change made elsewhere cannot be noticed. Change "
            f"{code(f'{item.name}_version')} to send it again."
        )
    elif item.field and not item.readable and (item.optional or item.required) and not item.replace:
        yield f"{code(item.name)}: no answer shows it, so a change made elsewhere is not noticed."
    if item.shared and item.nesting in ("single", "set"):
        yield f"{code(item.name)}: what is left out in it is the vendor's, and stays as it is."
    elif item.shared:
        yield (
            f"{code(item.name)}: **others write here too**. Only the keys that this configuration sets are read, "
            "compared and written."
        )
    if item.absent == "empty" and not item.shared:
        yield f"{code(item.name)}: the vendor leaves it out when it is empty."
    if item.swap:
        yield (
            f"{code(item.name)}: a change adds the new value and takes the one away that the vendor has at that "
            "moment; what else was given there stays."
        )
    for check in item.checks:
        if isinstance(check, Among) and item.sent_on == "update":
            yield f"{code(item.name)}: only {listed(code(_word(value)) for value in check.values)} can be asked for."


def _schema(attributes: tuple[Attribute, ...]) -> Iterator[str]:
    replaced = [code(item.name) for item in attributes if item.replace]
    if replaced:
        yield (
            f"**Changing {listed(replaced, 'or')} replaces the object**: it is deleted and made anew, "
            "with all that follows."
        )
    sets = [
        code(item.name)
        for item in attributes
        if item.optional and item.computed and "set" in (item.type.name, item.nesting)
    ]
    if sets:
        yield (
            f"{listed(sets)}: leaving one out means that it is not managed here and stays as it is; an "
            "empty set means none. "
            "Removing one from the configuration takes nothing away."
        )
    cleared = [code(item.name) for item in attributes if item.unset == "clear"]
    if cleared:
        yield f"Removing {listed(cleared, 'or')} from a configuration that had set it clears it at the vendor."


def _bindings(resource: Resource, provider: Provider) -> Iterator[str]:
    for other in provider.resources:
        if isinstance(other.lifecycle, MembershipLifecycle) and other.lifecycle.parent == resource.name:
            yield (
                f"**{code(other.lifecycle.of)} here is the whole list; {code(other.name)} adds one "
                "element.** Both on one "
                "object would undo each other with every apply, and are refused."
            )


def _membership(resource: Resource, lifecycle: MembershipLifecycle, provider: Provider) -> Iterator[str]:
    parent = next(item for item in provider.resources if item.name == lifecycle.parent)
    yield (
        f"**Additive**: other elements of {code(lifecycle.of)} are left alone. {code(lifecycle.of)} of "
        f"{code(lifecycle.parent)} is the whole list instead: both on one object would undo each other, "
        "and are refused."
    )
    yield (
        f"A {code(lifecycle.member)} that is there already is refused on create, because destroying this "
        "resource later "
        "would take away what it never gave. Import it."
    )
    if isinstance(parent.lifecycle, ObjectLifecycle) and parent.lifecycle.full_replace and not parent.lifecycle.patch:
        yield (
            f"The vendor has no call for one element: each change rewrites {code(lifecycle.of)} of its "
            "owner. The provider "
            "does that one at a time, so many bindings of one object in one run lose nothing."
        )
    yield from (
        text for item in parent.schema.attributes if item.name == lifecycle.of for text in _attribute(item, provider)
    )
    yield from _schema(resource.schema.attributes)


def _flags(values: tuple[str, ...]) -> str:
    return "true" if "true" in values else listed((code(value) for value in values), "or")


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
