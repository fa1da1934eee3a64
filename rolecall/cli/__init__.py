"""The command line: serve providers, build packages, run stand-in vendors, look at a machine, tell the story."""
