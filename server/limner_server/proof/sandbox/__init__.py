"""Where code of the workspace runs: no network, nothing to break, an end in sight."""
