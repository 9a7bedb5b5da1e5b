"""Teaches any model of the catalogue the user's own code: `limner tune`."""
