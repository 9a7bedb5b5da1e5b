"""What a proposer should know of the code around the cursor, most telling first."""
