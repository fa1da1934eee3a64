"""A Kubernetes API server, as far as RBAC goes: bindings, roles, namespaces, discovery (`/k8s/<cluster>`)."""
