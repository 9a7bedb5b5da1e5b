"""What runs inside the sandbox to record cases, by the workspace's own interpreter."""
