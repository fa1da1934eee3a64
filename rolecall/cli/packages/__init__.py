"""Provider packages: what Terraform installs."""
