"""The workspace's own tests, run by its own interpreter in the sandbox."""
