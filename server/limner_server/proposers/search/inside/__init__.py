"""Programs that run inside the sandbox, by the workspace's own interpreters."""
