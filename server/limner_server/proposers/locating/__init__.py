"""From what a picture says to the lines of a workspace that draw it."""
