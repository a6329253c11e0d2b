"""The theme's style sheets: laid beside the old ones before any page names them, so that open tabs can show them."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.build.again import Memory
from kbgen.build.output import Writer, digest_bytes
from kbgen.build.state import State
from kbgen.config import BuildOptions, Config
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.static import build_static

_NAMES = "static:"


def find_styles(state: State) -> dict[str, str]:
    """Name in the theme -> path below the output, of every style sheet."""
    return {
        name.removeprefix(_NAMES): output.files[0][0]
        for name, output in state.outputs.items()
        if name.startswith(_NAMES) and name.endswith(".css")
    }


def publish_styles(config: Config, options: BuildOptions, memory: Memory) -> Mapping[str, str]:
    """Write the style sheets of now; URL of each that changed -> of the one in its place. Raises KbgenError."""
    old = find_styles(memory.state)
    static = build_static(load_theme(config), config, offline=options.offline)
    writer = Writer(options.output, memory.listed)
    swapped = {}
    for name, file in static.items():
        if name in old and old[name] != file.output:
            writer.announce([file.output])
            writer.write(file.output, file.data, digest_bytes(file.data), None)
            swapped[f"{config.prefix}/{old[name]}"] = f"{config.prefix}/{file.output}"
    return swapped
