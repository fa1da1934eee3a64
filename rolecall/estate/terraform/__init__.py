"""What Terraform writes, read: plans and state."""
