"""The programs that stacks are deployed with: Terraform, Node, the CDKTF command line."""
