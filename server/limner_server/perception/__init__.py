"""From a picture to its scene."""
