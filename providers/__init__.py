"""The Terraform side: generated shims, hand-written hooks, and the runtime that executes both."""
