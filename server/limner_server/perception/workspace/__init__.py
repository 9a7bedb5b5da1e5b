"""The user's files: what they say, which of them belong to the workspace."""
