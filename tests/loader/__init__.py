"""Tests of cirede.loader."""
