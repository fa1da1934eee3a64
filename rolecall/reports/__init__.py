"""Report formats, tables and YAML with line numbers: shared by the jobs."""
