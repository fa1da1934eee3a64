"""Review: who gains and who loses what access by plans, and the policy that judges it."""
