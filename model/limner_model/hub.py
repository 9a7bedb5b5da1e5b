"""Fetching a model from a hub of models: listed, resumed, and held against the hashes promised.

The hub is Hugging Face's, or what speaks its protocol at `HF_ENDPOINT`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import httpx

from limner_model.errors import DownloadError

# Hears the bytes that are there, of how many, and the file that is coming.
DownloadProgress = Callable[[int, int, str], None]

# Of a model. Weights as pickles are programs.
_NEEDED = frozenset({".json", ".jinja", ".model", ".safetensors", ".txt"})
_CHUNK = 2**20
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the hub lists it.

    Attributes:
        name: in the repository's top folder.
        size: in bytes.
        sha256: of a large file; empty for a small one.
        git_sha1: of a small file, as git computes it; empty for a large one.
    """

    name: str
    size: int
    sha256: str = ""
    git_sha1: str = ""

    @property
    def part_name(self) -> str:
        """The name while it is incomplete: parts of another version must not be gone on with."""
        return f"{self.name}.{(self.sha256 or self.git_sha1)[:12]}.part"

    def matches(self, path: Path) -> bool:
        """Whether the file at `path` is this one to the last bit."""
        if path.stat().st_size != self.size:
            return False
        # Git names a blob by SHA-1 of its length and its content.
        digest = hashlib.sha256() if self.sha256 else hashlib.sha1(b"blob %d\0" % self.size)  # noqa: S324
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                digest.update(block)
        return digest.hexdigest() == (self.sha256 or self.git_sha1)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a repository holds.

    Attributes:
        repository: `OWNER/NAME`.
        commit: of which this is the content.
        licence: as the repository names it; empty where it does not.
        files: in its top folder.
    """

    repository: str
    commit: str
    licence: str
    files: tuple[RemoteFile, ...]

    @property
    def names(self) -> list[str]:
        """Of the files."""
        return [file.name for file in self.files]


class Hub:
    """A hub of models, read only."""

    def __init__(self, endpoint: str | None = None, token: str | None = None) -> None:
        """Use `endpoint` and `token`, or what `HF_ENDPOINT` and `HF_TOKEN` say."""
        default = os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
        self.endpoint = (endpoint or default).rstrip("/")
        self._token = token or os.environ.get("HF_TOKEN", "")

    def pull(self, repository: str, folder: Path, progress: DownloadProgress) -> None:
        """Fetch a model's files into `folder`; what is there already is not fetched again.

        Args:
            repository: `OWNER/NAME`.
            folder: made where it is missing.
            progress: hears how far it is.

        Raises:
            DownloadError: the hub cannot be reached, has no such model, or sent something else than
                it promised; or there is no room. What came whole or in part stays, to go on with.
        """
        listing = self.listing(repository)
        needed = [name for name in listing.names if PurePosixPath(name).suffix in _NEEDED]
        self.fetch(listing, needed, folder, progress)

    def listing(self, repository: str) -> Listing:
        """What a repository holds.

        Raises:
            DownloadError: the hub cannot be reached, or has no such repository.
        """
        if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
            raise DownloadError("HF_HUB_OFFLINE forbids any download", "unset it to fetch a model")
        with self._told_of(repository), self._http() as http:
            return self._list(http, repository)

    def fetch(
        self, listing: Listing, names: Collection[str], folder: Path, progress: DownloadProgress
    ) -> None:
        """Fetch files that were listed into `folder`, as `pull` does.

        Raises:
            DownloadError: as `pull` does.
        """
        files = [file for file in listing.files if file.name in names]
        try:
            with self._told_of(listing.repository), self._http() as http:
                folder.mkdir(parents=True, exist_ok=True)
                _check_room(folder, files)
                source = f"{self.endpoint}/{listing.repository}/resolve/{listing.commit}"
                _fetch_all(http, source, files, folder, progress)
        except OSError as error:
            raise DownloadError(f"cannot write to {folder} ({error.strerror or error})") from error

    @contextmanager
    def _told_of(self, repository: str) -> Iterator[None]:
        """Trouble with the hub, as the user is told of it."""
        try:
            yield
        except httpx.HTTPStatusError as error:
            raise _refusal(repository, error.response.status_code) from error
        except httpx.HTTPError as error:
            raise DownloadError(
                f"cannot reach {self.endpoint} ({str(error) or type(error).__name__})",
                "check the network, and run the same again: it goes on where it stopped",
            ) from error

    def _http(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        # Large files come from elsewhere by redirect; httpx keeps the token from other hosts.
        return httpx.Client(headers=headers, timeout=30.0, follow_redirects=True)

    def _list(self, http: httpx.Client, repository: str) -> Listing:
        url = f"{self.endpoint}/api/models/{repository}/revision/main"
        answer = http.get(url, params={"blobs": "true"}).raise_for_status()
        try:
            listing: dict[str, Any] = answer.json()
            files = [_remote_file(entry) for entry in listing["siblings"]]
            card = listing.get("cardData") or {}
            return Listing(
                repository,
                str(listing["sha"]),
                str(card.get("license") or ""),
                tuple(file for file in files if _is_at_top(file.name)),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DownloadError(
                f"{self.endpoint} does not answer as a hub of models does", "check HF_ENDPOINT"
            ) from error


def _remote_file(entry: dict[str, Any]) -> RemoteFile:
    name, size = str(entry["rfilename"]), int(entry["size"])
    if entry.get("lfs"):
        return RemoteFile(name, size, sha256=str(entry["lfs"]["sha256"]))
    return RemoteFile(name, size, git_sha1=str(entry["blobId"]))


def _is_at_top(name: str) -> bool:
    # Other folders hold other formats of the same weights, and a name from the network must not
    # lead out of the model's folder.
    return PurePosixPath(name).name == name and "\\" not in name


def _check_room(folder: Path, files: list[RemoteFile]) -> None:
    have = sum(path.stat().st_size for path in folder.iterdir())
    need = sum(file.size for file in files) - have
    free = shutil.disk_usage(folder).free
    if need > free:
        raise DownloadError(
            f"no room in {folder}: {need / 1e9:.1f} GB to come, {free / 1e9:.1f} GB free"
        )


def _fetch_all(
    http: httpx.Client,
    source: str,
    files: list[RemoteFile],
    folder: Path,
    progress: DownloadProgress,
) -> None:
    total, before = sum(file.size for file in files), 0
    for file in files:

        def tell(size: int, before: int = before, name: str = file.name) -> None:
            progress(before + size, total, name)

        _fetch(http, f"{source}/{file.name}", file, folder, tell)
        before += file.size
        progress(before, total, file.name)


def _fetch(
    http: httpx.Client, url: str, file: RemoteFile, folder: Path, progress: Callable[[int], None]
) -> None:
    """Fetch one file, going on where it stopped before, and check it."""
    target, part = folder / file.name, folder / file.part_name
    if target.exists() and file.matches(target):
        return
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _append_rest(http, url, file, part, progress)
            break
        except httpx.TransportError:
            if attempt == _ATTEMPTS:
                raise
    if not file.matches(part):
        part.unlink()
        raise DownloadError(
            f"{file.name} came damaged: it is not what the hub lists",
            "run the same again; should it persist, the hub or a proxy on the way is broken",
        )
    part.replace(target)


def _append_rest(
    http: httpx.Client, url: str, file: RemoteFile, part: Path, progress: Callable[[int], None]
) -> None:
    part.touch()
    have = part.stat().st_size
    if have >= file.size:
        return
    # Compressed on the way, the bytes would not be counted as they are on disk.
    headers = {"Range": f"bytes={have}-", "Accept-Encoding": "identity"}
    with http.stream("GET", url, headers=headers) as answer:
        answer.raise_for_status()
        if answer.status_code != httpx.codes.PARTIAL_CONTENT:
            have = 0  # a server that cannot resume sends all of it
        with part.open("ab") as out:
            out.truncate(have)
            # As it comes off the wire: what is cut off in a larger block would be lost.
            for block in answer.iter_raw():
                out.write(block)
                have += len(block)
                progress(have)


def _refusal(repository: str, status: int) -> DownloadError:
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return DownloadError(
            f"the hub does not give {repository} to everybody ({status})",
            "accept its licence there, and set HF_TOKEN",
        )
    if status == httpx.codes.NOT_FOUND:
        return DownloadError(f"the hub has no model {repository}")
    return DownloadError(f"the hub refused ({status})", "try again later")
