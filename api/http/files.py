"""Static files: the page and the reference, read once at start and sent with a validator.

Everything comes from this machine: no CDN, no font, no script of anybody else.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
"""What is served; a file with another ending stays where it is."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """The bytes of a file and how a browser should take them."""

    body: bytes
    media_type: str
    etag: str

    @classmethod
    def read(cls, path: Path) -> "StaticFile":
        """Load a file whose ending is one of MEDIA_TYPES."""
        body = path.read_bytes()
        digest = hashlib.sha256(body).hexdigest()[:32]
        return cls(body, MEDIA_TYPES[path.suffix], f'"{digest}"')

    def answer(self, request: Request) -> Response:
        """The file, or 304 where the browser has it; it asks each time, so an update shows."""
        headers = {"ETag": self.etag, "Cache-Control": "no-cache"}
        known = request.headers.get("if-none-match", "")
        if self.etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
            return Response(status_code=304, headers=headers)
        return Response(self.body, media_type=self.media_type, headers=headers)


def file_routes(folder: Path, *, index: str, prefix: str) -> APIRouter:
    """Routes for all files of a folder under `prefix`; index.html answers at `index`."""
    router = APIRouter()
    for path in sorted(folder.rglob("*")):
        if path.suffix in MEDIA_TYPES and path.is_file():
            name = path.relative_to(folder).as_posix()
            route = index if name == "index.html" else f"{prefix}/{name}"
            router.add_api_route(
                route,
                _sender(StaticFile.read(path)),
                methods=["GET", "HEAD"],
                include_in_schema=False,
            )
    return router


def _sender(file: StaticFile) -> Callable[[Request], Awaitable[Response]]:
    async def send(request: Request) -> Response:
        return file.answer(request)

    return send
