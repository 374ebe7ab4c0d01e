"""Tests of cirede.exchange."""
