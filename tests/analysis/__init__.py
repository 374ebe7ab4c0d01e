"""Tests of cirede.analysis."""
