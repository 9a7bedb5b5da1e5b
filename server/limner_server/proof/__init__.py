"""What a candidate is worth: it is drawn, measured and compared."""
