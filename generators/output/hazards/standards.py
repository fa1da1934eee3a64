"""What can hurt you where many vendors speak one standard: what servers can do, and whose they are, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from generators.output.hazards.guards import of_guard
from generators.text import code, listed, markdown
from rolecall.specification.schema import Collection, MembershipLifecycle, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Preset, ServerForms

_REMOVALS = {"path": "a path with a filter", "value": "a list as `value`", "replace": "writing the whole object"}
_FILTERS = {
    "any": "of any form",
    "conjunction": "terms that all hold, without parentheses",
    "term": "of one term",
    "none": "not taken",
}


def of_standard(provider: Provider) -> list[str]:
    """The hazards that hold for every resource type, and those of each preset."""
    return [
        *_capabilities(provider),
        *_bulk(provider),
        *(text for preset in provider.presets for text in _preset(preset)),
    ]


def of_preset(resource: Resource, provider: Provider) -> list[str]:
    """The hazards of a resource type that come from what its vendor's server can do."""
    name = (
        resource.lifecycle.collection
        if isinstance(resource.lifecycle, ObjectLifecycle)
        else _parent(resource, provider)
    )
    collection = next((item for item in provider.collections if item.name == name), None)
    found = [of_guard(each) for each in resource.lifecycle.guards]
    for preset in provider.presets:
        where = f"Where {code(preset.argument)} is {code(preset.value)}: "
        found += [where + of_guard(each) for each in dict(preset.guards).get(resource.name, ())]
        if needed := dict(preset.needs).get(resource.name):
            found.append(f"{where}**{listed(code(each) for each in needed)} must be set**, or the plan is refused.")
    if collection is None:
        return found
    if isinstance(resource.lifecycle, ObjectLifecycle):
        found += [*_patch(resource.lifecycle), *_asking(collection), *_caseless(collection)]
    return [*found, *_large_set(resource, collection)]


def _parent(resource: Resource, provider: Provider) -> str:
    if not isinstance(resource.lifecycle, MembershipLifecycle):
        return ""
    of = resource.lifecycle.parent
    parent = next(item.lifecycle for item in provider.resources if item.name == of)
    return parent.collection if isinstance(parent, ObjectLifecycle) else ""


def _capabilities(provider: Provider) -> Iterator[str]:
    trait = provider.capabilities
    if trait is not None:
        names = listed(code(name) for name, _ in trait.members)
        yield (
            f"**Servers differ in what they can do.** The provider asks {code(trait.path)} once per run for {names}, "
            "and does not use what the server lacks. If the server does not say, the provider tries everything."
        )


def _bulk(provider: Provider) -> Iterator[str]:
    if provider.bulk is not None:
        yield (
            f"Where the server offers bulk requests ({code(provider.bulk.path)}), what takes many requests for one "
            "object is sent in few. What one of them leaves undone is sent by itself."
        )


def _preset(preset: Preset) -> Iterator[str]:
    where = code(f'{preset.argument} = "{preset.value}"')
    sentences = [*_forms(preset.forms or ServerForms()), *(markdown(each) for each in preset.hazards)]
    if sentences:
        yield f"**{where} is {markdown(preset.title)}**: {' '.join(sentences)}"


def _forms(forms: ServerForms) -> Iterator[str]:
    """What a server is known to take, in sentences."""
    if forms.members_per_request is not None:
        yield f"One request changes at most {forms.members_per_request} elements of a large set."
    if forms.largest_page is not None:
        yield f"A page has at most {forms.largest_page} rows."
    if forms.member_removal is not None:
        yield f"Elements are taken out by {_REMOVALS[forms.member_removal]}."
    if forms.additions_keep:
        yield "What is added to a large set leaves in it what is there."
    if forms.shows_all_members:
        yield "Answers show every element of a large set."
    if forms.shows_all_attributes:
        yield "Answers show all that an object has."
    if forms.filter_form is not None:
        yield f"Filters are {_FILTERS[forms.filter_form]}."
    if forms.paging is not None:
        yield f"Listings are paged by {forms.paging}."
    if forms.update_method == "put":
        yield "Updates write the whole object."
    if forms.media_type is not None:
        yield f"Bodies are {code(forms.media_type)}."
    if forms.disabled_is_gone:
        yield "What is deactivated is no longer shown."
    if forms.delete_disables:
        yield "A delete that leaves the object deactivated is done, with a warning."
    if forms.says_capabilities is False:
        yield "The server is not asked what it can do."


def _patch(lifecycle: ObjectLifecycle) -> Iterator[str]:
    if lifecycle.patch is not None:
        yield (
            "**An update says what changes** and nothing else, so that the rest stays as it is. A server that cannot "
            "do that (capability `patch`) gets the whole object instead: fetched, merged, written and read back."
        )


def _asking(collection: Collection) -> Iterator[str]:
    if collection.filters is not None:
        names = listed((code(name) for name in collection.filters.fields), "or")
        yield f"The provider filters by {names}; for anything else it reads the listing."
    if collection.etag is not None:
        yield (
            f"Where rows have {code(collection.etag.member)}, a write carries it as an ETag; if somebody "
            "changed the object meanwhile, the provider reads and merges again."
        )


def _caseless(collection: Collection) -> Iterator[str]:
    natural = collection.natural_key
    if natural is not None and natural.caseless:
        yield (
            f"{code(natural.attribute)}: **the server compares it without regard to case.** A plan that creates "
            f"{code('JDoe')} is refused if {code('jdoe')} exists; the case that the server shows is no drift."
        )


def _large_set(resource: Resource, collection: Collection) -> Iterator[str]:
    large = collection.large_set
    if large is None:
        return
    attribute = next((item.name for item in resource.schema.attributes if item.read_path == large.field), large.field)
    if isinstance(resource.lifecycle, MembershipLifecycle):
        yield (
            f"Bindings of one object that Terraform makes at the same moment become one request, at most {large.batch} "
            f"in each. {code(attribute)} of the object is downloaded where the server cannot filter by element, and "
            "once in a run before something is added, to notice a server that puts new elements in the place of others."
        )
        return
    yield (
        f"{code(attribute)} **may be large**: it is read only where the configuration sets it. An update sends what is "
        f"added and taken out, at most {large.batch} in a request. What others add at the same time stays, and "
        "shows as drift in the next plan."
    )
    yield (
        f"**A server may show a part of {code(attribute)} without saying so.** Where it takes no PATCH, the whole "
        "object is written: nothing is sent unless something tells that answers show everybody. "
        "`shows_all_members = true` in the provider block says so, and "
        "`additions_keep` whether those that are added leave in it whom it has."
    )
