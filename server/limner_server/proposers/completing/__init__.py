"""A model says what may come next at a cursor: asked, cut where the block ends."""
