"""What each kind of engine can do, and in what it differs from others."""
