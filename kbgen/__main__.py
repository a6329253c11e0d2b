"""`python -m kbgen`: the same as the `kbgen` command."""

from kbgen.cli import main

if __name__ == "__main__":
    main()
