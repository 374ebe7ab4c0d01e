"""Tests of cirede.model."""
