"""`kbgen serve`: builds after every change, serves the result, tells open tabs."""
