"""How good an engine is: measured on cases, by Limner's own proof, beside others."""
