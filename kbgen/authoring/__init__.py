"""Tools that write source files: scaffolds, importers, doctor."""
