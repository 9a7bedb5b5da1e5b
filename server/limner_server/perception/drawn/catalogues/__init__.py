"""Catalogues: files that hold the texts which code asks for by a key."""
