"""A help centre that shows everything kbgen can show, in four languages: for tests of the look and for `make shots`."""
