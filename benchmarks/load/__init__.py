"""Many editors that share one engine."""
