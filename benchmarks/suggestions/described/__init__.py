"""Components described in words, each with what has to be on its page."""
