"""What exists: texts, sources, conditions, trees, walks; frozen values without input or output."""
