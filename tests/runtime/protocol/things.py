"""Things of the toy provider, as Terraform sends them."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from tests.runtime.protocol.harness import Client, null_object, wire
from tests.runtime.protocol.toy import schemas

KIND = schemas.THING.type
NULL = wire(KIND, None)
TYPE = {"type_name": "toy_thing"}


def thing(**given: Any) -> dict[str, Any]:
    return null_object(KIND, **given)


def identity(number: str) -> pb.ResourceIdentityData:
    return pb.ResourceIdentityData(identity_data=wire(schemas.IDENTITY.type, {"id": number}))


def create(client: Client, **given: Any) -> Any:
    config = wire(KIND, thing(**given))
    planned = client.call("PlanResourceChange", **TYPE, prior_state=NULL, proposed_new_state=config, config=config)
    return client.call(
        "ApplyResourceChange",
        **TYPE,
        prior_state=NULL,
        planned_state=planned.planned_state,
        planned_private=planned.planned_private,
        config=config,
    )
