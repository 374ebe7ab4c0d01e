"""Questions about trees: their paths, guarantees, tests and dates; pure."""
