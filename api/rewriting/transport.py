"""The last step before the network: what may leave, and how much may come back.

Only the headers named here leave, so that neither the environment (`OPENAI_CUSTOM_HEADERS`,
`OPENAI_ORG_ID`) nor a provider's cookie can add one. A body is read uncompressed and up to a cap:
one compressed megabyte can unpack to gigabytes. A connection over which more came than the answer
is not used again: the rest would be read as the answer to somebody else's request.
"""

import ssl
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2

from api.rewriting.model import Misconfigured, ModelError, ProviderFailed, TimedOut, Unreachable

MAX_BODY_BYTES = 1024 * 1024
_NEVER_PASSED_ON = frozenset({b"content-encoding", b"location", b"set-cookie"})


class BodyRefused(httpx2.RequestError):
    """A body that is compressed or over the cap; the rest of it is not read."""


class CappedTransport(httpx2.AsyncBaseTransport):
    """Sends `headers`, Host and Content-Length alone; caps and refuses what comes back."""

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport,
        *,
        headers: Mapping[str, str],
        max_body_bytes: int = MAX_BODY_BYTES,
    ) -> None:
        self._inner = inner
        self._headers = {"Accept-Encoding": "identity", **headers}
        self._max_body_bytes = max_body_bytes

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass the request on; raises BodyRefused before a refused body is read."""
        request.headers = httpx2.Headers(
            {
                "Host": request.url.netloc.decode("ascii"),
                **self._headers,
                "Content-Length": str(len(request.content)),
            }
        )
        response = await self._inner.handle_async_request(request)
        refused = self._refusal(response.headers)
        if refused:
            await response.aclose()
            raise BodyRefused(refused, request=request)
        # As bytes: what is not ASCII would not survive being read and written again.
        headers = [
            (name, value)
            for name, value in response.headers.raw
            if name.lower() not in _NEVER_PASSED_ON
        ]
        stream = response.stream
        if not isinstance(stream, httpx2.AsyncByteStream):
            raise BodyRefused("a body that is not asynchronous", request=request)
        return httpx2.Response(
            response.status_code,
            headers=headers,
            stream=_CappedStream(
                stream, self._max_body_bytes, request, response.extensions.get("network_stream")
            ),
            extensions=response.extensions,
        )

    def _refusal(self, headers: httpx2.Headers) -> str | None:
        if headers.get("content-encoding", "").strip().lower() not in {"", "identity"}:
            return "compressed body"
        declared = headers.get("content-length", "")
        # A declared length is only a shortcut: the stream counts for itself.
        if len(declared) > len(str(self._max_body_bytes)) or (
            declared.isdecimal() and int(declared) > self._max_body_bytes
        ):
            return "body over the cap"
        return None

    async def aclose(self) -> None:
        """Close the connections of the transport inside."""
        await self._inner.aclose()


class _CappedStream(httpx2.AsyncByteStream):
    """A body that fails once it grows over the cap."""

    def __init__(
        self,
        inner: httpx2.AsyncByteStream,
        max_body_bytes: int,
        request: httpx2.Request,
        network: Any,
    ) -> None:
        self._inner = inner
        self._left = max_body_bytes
        self._request = request
        self._network = network

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._inner:
            self._left -= len(part)
            if self._left < 0:
                raise BodyRefused("body over the cap", request=self._request)
            yield part
        if self._network is not None and _unasked(self._inner):
            await self._network.aclose()

    async def aclose(self) -> None:
        await self._inner.aclose()


def _unasked(stream: object) -> bytes:
    """What came after the end of an answer, in the same piece.

    The package looks for it on the socket alone, and hands what it has already read to the next
    request; there is no public way to ask. A test over a real socket fails if the way changes.
    """
    for name in ("_httpcore_stream", "_stream", "_connection", "_h11_state"):
        stream = getattr(stream, name, None)
    left, _ = getattr(stream, "trailing_data", (b"", False))
    return bytes(left)


def connection_fault(error: BaseException) -> ModelError:
    """What a failed connection means: the cause is in a chain of wrapped exceptions."""
    cause: BaseException | None = error
    while cause is not None:
        match cause:
            case ssl.SSLCertVerificationError():
                return Misconfigured("certificate not accepted")
            case BodyRefused():
                return ProviderFailed(str(cause), retriable=False)
            case httpx2.UnsupportedProtocol() | httpx2.LocalProtocolError():
                return Misconfigured(type(cause).__name__)
            case httpx2.ConnectTimeout():
                return Unreachable("ConnectTimeout")
            case httpx2.TimeoutException():
                return TimedOut(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return Unreachable(type(error).__name__)
