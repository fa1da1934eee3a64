"""The plugin protocol, version 6: the only package that touches protobuf and gRPC."""
