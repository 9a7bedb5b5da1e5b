"""From the scene to the tree of elements, by geometry and rules."""
