"""Tests of cirede.engine."""
