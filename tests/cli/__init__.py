"""Tests of cirede.cli."""
