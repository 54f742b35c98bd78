"""The kubelet's gRPC probe: one call of grpc.health.v1.Health/Check, with nothing but the standard library."""

from __future__ import annotations

import socket
import struct

_HEADERS, _DATA, _SETTINGS = 1, 0, 4
_END_STREAM, _END_HEADERS, _ACK = 1, 4, 1
_SERVING = b"\x00\x00\x00\x00\x02\x08\x01"
"""An uncompressed message of two bytes: the field `status` is 1, SERVING."""


def serves(port: int, service: str) -> bool:
    """Whether a gRPC server on loopback says that a service is SERVING.

    Raises:
        OSError: Nobody listens, or the connection ends without an answer.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        name = service.encode()
        message = b"\x0a" + bytes([len(name)]) + name
        connection.sendall(
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            + _frame(_SETTINGS, 0, 0, b"")
            + _frame(_HEADERS, _END_HEADERS, 1, _request_headers(port))
            + _frame(_DATA, _END_STREAM, 1, b"\x00" + struct.pack(">I", len(message)) + message)
        )
        return _answer(connection) == _SERVING


def _answer(connection: socket.socket) -> bytes:
    """The data of the first stream, which is empty for an error."""
    data, reader = b"", connection.makefile("rb")
    while head := reader.read(9):
        kind, flags, stream = head[3], head[4], int.from_bytes(head[5:9], "big")
        payload = reader.read(int.from_bytes(head[:3], "big"))
        if kind == _SETTINGS and not flags & _ACK:
            connection.sendall(_frame(_SETTINGS, _ACK, 0, b""))
        if kind == _DATA and stream == 1:
            data += payload
        if kind in (_HEADERS, _DATA) and stream == 1 and flags & _END_STREAM:
            return data
    raise ConnectionError(f"the server ended the connection after {data!r}")


def _request_headers(port: int) -> bytes:
    headers = {
        ":method": "POST",
        ":scheme": "http",
        ":path": "/grpc.health.v1.Health/Check",
        ":authority": f"127.0.0.1:{port}",
        "content-type": "application/grpc",
        "te": "trailers",
    }
    # HPACK, literal field without indexing and without Huffman coding, which every server must take
    return b"".join(b"\x00" + _text(name) + _text(value) for name, value in headers.items())


def _text(value: str) -> bytes:
    assert len(value) < 127
    return bytes([len(value)]) + value.encode()


def _frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload
