"""Reads kbgen.toml: finds it, reads each table, and names every slip with its line."""
