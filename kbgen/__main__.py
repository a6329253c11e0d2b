"""`python -m kbgen`: the same as the `kbgen` command."""

from kbgen.cli import enter

if __name__ == "__main__":
    enter()
