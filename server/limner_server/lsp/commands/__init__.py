"""One file a command: what a client may say, and what the worker is asked for it."""
