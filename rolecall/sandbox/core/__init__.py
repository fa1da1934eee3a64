"""The core of every stand-in vendor: server, routing, options, faults, log, control."""
