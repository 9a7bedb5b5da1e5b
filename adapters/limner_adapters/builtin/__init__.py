"""The recipe of the built-in model: from drawn pages and read code to packed weights."""
