"""Repair by search: small edits around suspicious lines, the likeliest first."""
