"""A model writes code that words ask for: asked, taken apart, put into place."""
