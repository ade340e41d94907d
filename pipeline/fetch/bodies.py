"""Packed bodies unpacked, within limits."""

from __future__ import annotations

import zlib

from pipeline.errors import FetchError, Lasting

_GZIP_MAGIC = b"\x1f\x8b\x08"
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
# Some servers pack twice: a file stored as .gz goes out through a packing proxy. More layers are an attack.
_MAX_LAYERS = 2
# Packers that work in parallel write a member for each block, of 128 KB or more.
_MAX_MEMBERS = 100
# Real feeds and pages shrink 4 to 50 times; deflate can at most reach 1,032.
_MAX_RATIO = 300
_RATIO_FREE_BYTES = 1_000_000
_TEXT_STARTS = (b"<", b"{", b"[", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NO_PACKING = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


def unpack_body(subject: str, raw: bytes, encoding: str, max_bytes: int) -> bytes:
    """Return the body as its author wrote it, at most ``max_bytes`` of it.

    The bytes decide before the header does: bodies that claim to be packed and are not, and packed ones that do not
    say so, are both common. Raises ``FetchError``: permanent for a body too large, unknown packing or a decompression
    bomb, temporary for one that breaks off.
    """
    body = raw
    for _ in range(_MAX_LAYERS):
        if not body.startswith(_GZIP_MAGIC):
            break
        body = _inflate_gzip(subject, body, max_bytes)
    named = [name.strip() for name in encoding.lower().split(",")]
    if body is raw and "deflate" in named:
        body = _inflate_deflate(subject, raw, max_bytes)
    if len(body) > max_bytes:
        raise too_large(subject, max_bytes)
    unknown = [name for name in named if name not in _NO_PACKING]
    if unknown and body is raw and not raw.lstrip().startswith(_TEXT_STARTS):
        raise FetchError(subject, f"the body is packed with {unknown[0][:20]}", lasting=Lasting.PERMANENT)
    return body


def too_large(subject: str, max_bytes: int) -> FetchError:
    """The error for a body beyond the limit."""
    return FetchError(subject, f"the body is larger than {max_bytes:,} bytes", lasting=Lasting.PERMANENT)


def _inflate_gzip(subject: str, packed: bytes, max_bytes: int) -> bytes:
    """Unpack all members of a gzip body; what follows the last one is dropped, as gzip itself does.

    Each member costs a copy of what follows it, so thousands of empty ones would take hours.
    """
    body = bytearray()
    for _ in range(_MAX_MEMBERS):
        member, packed = _inflate(subject, packed, _GZIP, max_bytes - len(body))
        body += member
        if not packed.startswith(_GZIP_MAGIC):
            return bytes(body)
    reason = f"the packed body has more than {_MAX_MEMBERS} parts"
    raise FetchError(subject, reason, lasting=Lasting.PERMANENT)


def _inflate_deflate(subject: str, packed: bytes, max_bytes: int) -> bytes:
    """Unpack "deflate", which the standard wraps in zlib and many servers do not; leave unpacked bodies alone."""
    if packed.lstrip().startswith(_TEXT_STARTS):
        return packed
    zlib_header = len(packed) > 1 and packed[0] & 0x0F == 8 and int.from_bytes(packed[:2], "big") % 31 == 0
    return _inflate(subject, packed, _ZLIB if zlib_header else _RAW, max_bytes)[0]


def _inflate(subject: str, packed: bytes, wbits: int, room: int) -> tuple[bytes, bytes]:
    """Unpack one stream into at most ``room`` bytes; return them and what follows the stream."""
    stream = zlib.decompressobj(wbits)
    try:
        body = stream.decompress(packed, max(room, 0) + 1)
    except zlib.error as error:
        raise FetchError(subject, "the packed body is damaged") from error
    used = len(packed) - len(stream.unused_data) - len(stream.unconsumed_tail)
    if len(body) > max(_RATIO_FREE_BYTES, used * _MAX_RATIO):
        raise FetchError(subject, "the packed body swells without measure", lasting=Lasting.PERMANENT)
    if len(body) > room:
        raise too_large(subject, room)
    if not stream.eof:
        raise FetchError(subject, "the packed body broke off before its end")
    return body, stream.unused_data
