"""Tests that mirror the house, name for name."""
