"""`CallFunction`: evaluate a provider function."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import codec, messages, trouble
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb
from providers.runtime.secrets import redact


def handle(application: Application, request: pb.CallFunction.Request, context: Context) -> pb.CallFunction.Response:
    """Answer `CallFunction`."""
    try:
        declared = application.functions()[request.name]
        arguments = [
            codec.decode(parameter.type, argument.msgpack)
            for parameter, argument in zip(declared.parameters, request.arguments, strict=True)
        ]
        outcome = application.call_function(request.name, arguments)
        if outcome.error is None:
            data = codec.encode(declared.returns, outcome.result)
            return pb.CallFunction.Response(result=pb.DynamicValue(msgpack=data))
    except BaseException as error:
        finding = trouble.findings_of(error, "CallFunction")[0]
        text, argument_at = f"{finding.summary}: {finding.detail}", None
    else:
        text, argument_at = outcome.error, outcome.argument
    return pb.CallFunction.Response(
        error=pb.FunctionError(text=messages.sendable(redact(text)), function_argument=argument_at)
    )
