"""The command line: serve providers, build the mirror, run stand-in vendors, look at a machine, tell the story.

Nothing here is imported by providers, stacks, generators or the sandbox; this package imports them, and only
inside the command that needs them.
"""
