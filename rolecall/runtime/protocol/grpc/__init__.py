"""gRPC over HTTP/2 on a unix socket with mutual TLS."""
