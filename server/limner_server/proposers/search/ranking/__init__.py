"""What was learnt of small changes: how likely each is the one that mends a function."""
