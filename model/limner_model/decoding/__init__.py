"""How an answer is written, token by token."""
