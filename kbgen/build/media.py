"""Images, downloads and theme files: published before any page that uses them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kbgen.build.lying import File, Lying
from kbgen.build.output import FileStat, Writer, digest_bytes
from kbgen.build.packing import Packed, pack_asset, pack_problem, unpack_asset
from kbgen.build.sourcefiles import read_source, trusted_stat
from kbgen.build.state import MediaRecord, Output, State
from kbgen.build.workers import run_parallel
from kbgen.config import Config
from kbgen.model import Problem, Site, Source
from kbgen.progress import Reporter
from kbgen.publication import Asset
from kbgen.render.theme.static import StaticFile
from kbgen.site.files import find_file
from kbgen.site.urls import ASSETS

CHUNK = 4


@dataclass(frozen=True, slots=True)
class Media:
    """assets: `<language>/<rel>` -> published file. records: by source path. outputs: what was published."""

    assets: Mapping[str, Asset]
    records: dict[str, MediaRecord]
    outputs: dict[str, Output]
    written: dict[str, FileStat]


# source path, record, output, paths written with their stats
_Done = tuple[str, MediaRecord, Output, dict[str, FileStat]]


def publish_media(
    output: str,
    lying: Lying,
    config: Config,
    site: Site,
    wants: Iterable[tuple[str, tuple[str, ...]]],
    before: State,
    cache: str,
    jobs: int,
    reporter: Reporter,
) -> Media:
    """Publish every image and download that an article of the site wants.

    output: the output folder; lying: what is left in it. wants: language and `Article.files` of each article that is
    shown. cache: folder for encoded images.
    """
    wanted: dict[str, Source] = {}
    for language, rel in dict.fromkeys((language, rel) for language, files in wants for rel in files):
        source = find_file(language, rel, site.files, config)
        if source is not None:
            wanted[source.path] = source
    records: dict[str, MediaRecord] = {}
    outputs: dict[str, Output] = {}
    pending = []
    for path in sorted(wanted):
        record, published = before.media.get(path), before.outputs.get(_name(path))
        if (
            record is not None
            and published is not None
            and record.stat == wanted[path].stat
            and _leads_below(record.asset, config.prefix)
            and lying.holds(published.files)
        ):
            records[path], outputs[_name(path)] = record, published
            continue
        pending.append(wanted[path])
    written: dict[str, FileStat] = {}
    if pending:
        reporter.stage("Publishing images and files", len(pending))
    make = partial(_make_publisher, output, lying.listed, config.folder, cache, config.prefix)
    for count, done in run_parallel(make, pending, jobs, CHUNK):
        for path, record, published, paths in done:
            records[path], outputs[_name(path)] = record, published
            written |= paths
        reporter.advance(count)
    assets = {
        f"{source.language}/{source.rel}": unpack_asset(record.asset)
        for path, source in wanted.items()
        if (record := records[path]).asset is not None
    }
    return Media(assets, records, outputs, written)


def publish_static(
    output: str, lying: Lying, files: Mapping[str, StaticFile]
) -> tuple[dict[str, Output], dict[str, FileStat]]:
    """Publish the theme's files; what lies there now, and the paths written with their stats."""
    writer = Writer(output, lying.listed)
    outputs: dict[str, Output] = {}
    writer.announce(file.output for file in files.values())
    for name, file in files.items():
        digest = digest_bytes(file.data)
        writer.write(file.output, file.data, digest, lying.digest(file.output))
        outputs[f"static:{name}"] = Output(((file.output, digest),))
    return outputs, writer.written


def _name(path: str) -> str:
    return f"media:{path}"


def _leads_below(asset: Packed | None, prefix: str) -> bool:
    """Whether a file was published for this path of the site's URL, which may have changed since."""
    return asset is None or unpack_asset(asset).url.startswith(f"{prefix}/{ASSETS}/")


def _make_publisher(
    output: str, listed: Mapping[str, str], folder: str, cache: str, prefix: str
) -> Callable[[Sequence[Source]], list[_Done]]:
    from kbgen.render.media.assets import inspect_asset

    writer = Writer(output, listed)

    def publish_chunk(chunk: Sequence[Source]) -> list[_Done]:
        done: list[_Done] = []
        for source in chunk:
            now_ns = time.time_ns()
            data = read_source(folder, source)
            if isinstance(data, Problem):
                done.append((source.path, MediaRecord((), None, (pack_problem(data),)), Output(()), {}))
                continue
            published = inspect_asset(source, data, cache, prefix)
            writer.announce(path for path, _ in published.files)
            lying: list[File] = []
            written = {}
            for path, content in published.files:
                image = _read(content) if isinstance(content, str) else content
                digest = digest_bytes(image)
                if writer.write(path, image, digest, None):
                    written[path] = writer.written[path]
                lying.append((path, digest))
            record = MediaRecord(
                trusted_stat(source.stat, now_ns),
                None if published.asset is None else pack_asset(published.asset),
                tuple(pack_problem(problem) for problem in published.problems),
            )
            done.append((source.path, record, Output(tuple(lying)), written))
        return done

    return publish_chunk


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
