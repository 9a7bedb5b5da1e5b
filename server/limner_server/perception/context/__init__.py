"""What a proposer should know about a place of the code: gathered, ranked, made to fit."""
