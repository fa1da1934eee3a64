"""What every stand-in vendor stands on: server, routing, options, faults, log, control."""
