"""What Terraform writes: state and plans, read without Terraform's own code."""
