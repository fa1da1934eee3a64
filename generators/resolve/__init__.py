"""API description and definition merged: every name resolved, every trait typed."""
