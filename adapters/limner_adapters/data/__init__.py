"""Where training data comes from: pages that we draw, read back by the real perception."""
