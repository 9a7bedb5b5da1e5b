"""What pages are made of, by the words for it."""
