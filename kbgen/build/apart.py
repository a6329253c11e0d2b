"""A build in a process of its own, with every core: for a process that stays, has threads, and must not grow.

The child reads configuration and options from its standard input and writes the result, or the error, to its output.
"""

from __future__ import annotations

import pickle
import subprocess
import sys

from kbgen.config import BuildOptions, Config
from kbgen.errors import KbgenError
from kbgen.publication import BuildResult


def build_apart(config: Config, options: BuildOptions) -> BuildResult:
    """As `build_site`, in another process; progress goes to standard error. Raises KbgenError."""
    with subprocess.Popen(
        (sys.executable, "-m", "kbgen.build.apart"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        try:
            data, _ = child.communicate(pickle.dumps((config, options)))
        except BaseException:
            child.terminate()
            raise
    if not data:
        raise KbgenError(
            f"the build ended before it was done ({child.returncode})",
            hint="Often there is too little memory. What was built before is still there.",
        )
    answer = pickle.loads(data)  # noqa: S301  # from our own child
    if isinstance(answer, KbgenError):
        raise answer
    assert isinstance(answer, BuildResult)
    return answer


def main() -> None:
    """The child."""
    from kbgen.build.engine import build_site
    from kbgen.progress import reporter_for

    config, options = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  # from our own parent
    answer: BuildResult | KbgenError
    try:
        answer = build_site(config, options, reporter_for(quiet=not sys.stderr.isatty()))
    except KbgenError as error:
        answer = error
    except KeyboardInterrupt:
        return
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
