"""Text that goes in and out: YAML with line numbers, and what people may see of it. Imports nothing of ours."""
