"""Documentation that proposers write: facts read off the code, and sentences that say them."""
