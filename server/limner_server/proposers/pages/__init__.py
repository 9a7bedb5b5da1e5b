"""A model writes the page that words ask for: asked, taken apart, cleaned."""
