"""`CallFunction`: evaluate a provider function."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol import unexpected_exceptions
from rolecall.runtime.protocol.codec import dynamic_value, messages
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.CallFunction.Request, context: Context) -> pb.CallFunction.Response:
    """Answer `CallFunction`."""
    try:
        declared = application.functions()[request.name]
        arguments = [
            dynamic_value.decode(parameter.type, argument.msgpack)
            for parameter, argument in zip(declared.parameters, request.arguments, strict=True)
        ]
        outcome = application.call_function(request.name, arguments)
        if outcome.error is None:
            data = dynamic_value.encode(declared.returns, outcome.result)
            return pb.CallFunction.Response(result=pb.DynamicValue(msgpack=data))
    except BaseException as error:
        finding = unexpected_exceptions.findings_of(error, "CallFunction")[0]
        text, argument_at = f"{finding.summary}: {finding.detail}", None
    else:
        text, argument_at = outcome.error, outcome.argument
    return pb.CallFunction.Response(error=pb.FunctionError(text=messages.shown(text), function_argument=argument_at))
