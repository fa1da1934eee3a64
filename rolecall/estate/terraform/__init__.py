"""Plans and states of Terraform as data."""
