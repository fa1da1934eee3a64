"""The CDKTF side: stacks, patterns, typed input, and the base classes of the generated bindings."""
