"""Cases for tests: what to call, with what, found by searching."""
