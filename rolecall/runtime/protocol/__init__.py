"""The plugin protocol, version 6: the only package that touches protobuf, MessagePack and HTTP/2.

From outside only `server.serve` is called. Inside, from the process down to the bytes:

- `server` starts and ends the process, with `handshake`, `certificates`, `lifetime` and `guard`;
- `listener` has the socket and the threads (`workers`), `tls` and `http2` (with `frames`, `headers`) what travels
  on it, and `transport` is the seam between them and
- `dispatch`, which finds the handler of a call in `rpc`, one module per call;
- handlers use `context`, `objects` and `codec` (with `reading`, `writing`, `wire`, `dynamic`, `numbers`, `stored`)
  for values, `schemas` and `messages` for everything else, `trouble` when something fails;
- `pb` is generated from the two .proto files beside this one.
"""
