"""Cloud Services (CSP): the organization, its members and invitations, and the tokens that let everyone in."""
