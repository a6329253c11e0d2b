"""Groups of commands, and what all commands share; `kbgen.cli` holds the others."""
