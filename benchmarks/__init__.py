"""Measurements, as ratios side by side in one run; `make bench` writes them to docs/performance.md."""
