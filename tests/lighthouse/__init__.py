"""Lighthouse over every kind of page: `make lighthouse`, and among the long tests."""
