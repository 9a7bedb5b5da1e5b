"""Answers about code, made of facts of the workspace, each with its place."""
