"""HTTP: client, authentication, token exchange, retry, rate limiter, responses, redaction."""
