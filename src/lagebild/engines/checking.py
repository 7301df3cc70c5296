"""Whether a run is what its manifest says.

Takes a run's folder; gives what is wrong with it, nothing when all is well.
"""

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from lagebild.engines.coding import CLAIMS, QUARANTINE, READINGS, Output
from lagebild.engines.parquet import count_in
from lagebild.engines.records import MANIFEST, Hashed, Manifest, digest_of, read_manifest, read_run
from lagebild.errors import LagebildError


def problems_of(folder: Path, *, inputs: bool = False) -> Iterator[str]:
    """What is wrong; with `inputs` also which of the files that were read have changed.

    Raises:
        LagebildError: when there is no run, or it has not ended.
    """
    manifest = read_manifest(folder)
    for output in manifest.outputs:
        yield from _of_output(folder, output)
    yield from _not_named(folder, manifest)
    if digest_of(manifest.outputs) != manifest.digest:
        yield f"{MANIFEST}: its digest is not that of the files that it names"
    yield from _of_counts(manifest)
    if inputs:
        paths = {file.name: Path(file.path) for file in read_run(folder).inputs}
        for file in manifest.inputs:
            yield from _of_input(file, paths.get(file.name, Path(file.name)))


def _of_output(folder: Path, output: Output) -> Iterator[str]:
    path = folder / output.file
    if not path.exists():
        yield f"{output.file}: is not there"
    elif _hash(path) != output.sha256:
        yield f"{output.file}: is not what was written ({path.stat().st_size} bytes, {output.bytes} were written)"
    elif path.suffix == ".parquet" and (rows := _rows(path)) != output.rows:
        yield f"{output.file}: has {rows} rows; {output.rows} were written"


def _not_named(folder: Path, manifest: Manifest) -> Iterator[str]:
    named = {output.file for output in manifest.outputs}
    for name in (CLAIMS, READINGS, QUARANTINE):
        for path in sorted((folder / name).glob("[!.]*")):
            if (file := path.relative_to(folder).as_posix()) not in named:
                yield f"{file}: is not in the manifest"


def _of_counts(manifest: Manifest) -> Iterator[str]:
    for name, counted in (
        (CLAIMS, manifest.counts.claims),
        (READINGS, manifest.counts.documents),
        (QUARANTINE, manifest.counts.rejected),
    ):
        rows = sum(output.rows for output in manifest.outputs if output.file.startswith(f"{name}/"))
        if rows != counted:
            yield f"{MANIFEST}: counts {counted} {name}, the files have {rows}"


def _of_input(file: Hashed, path: Path) -> Iterator[str]:
    if file.sha256 is None:
        return
    if not path.exists():
        yield f"{file.name}: was read, and is not there any more"
    elif _hash(path) != file.sha256:
        yield f"{file.name}: has changed since it was read"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> int | None:
    try:
        return count_in([path])
    except LagebildError:
        return None
