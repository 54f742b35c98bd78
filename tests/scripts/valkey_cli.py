"""Stands in for valkey-cli, which no Python package brings along (the server comes from one).

It prints replies as valkey-cli does when its output is no terminal: arrays line by line, nil as an empty line, errors
like any other text with an empty line behind, and it exits with 0 unless there was no connection at all. Run by file
name, with nothing imported that is slow to import, because the scripts call it often.
"""

import os
import socket
import sys
from io import BufferedRWPair


def main(arguments: list[str]) -> int:
    host, port, words = _options(arguments)
    try:
        with socket.create_connection((host, port), timeout=10) as connection, connection.makefile("rwb") as stream:
            password = os.environ.get("VALKEYCLI_AUTH") or os.environ.get("REDISCLI_AUTH")
            if password and (reply := _ask(stream, "AUTH", password)) != ["OK"]:
                print("AUTH failed:", *reply, file=sys.stderr)
            print("\n".join(_ask(stream, *words)))
    except OSError as error:
        print(f"Could not connect to Valkey at {host}:{port}: {error}", file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str]) -> tuple[str, int, list[str]]:
    options = {"-h": "127.0.0.1", "-p": "6379"}
    while arguments and arguments[0] in options:
        options[arguments[0]], arguments = arguments[1], arguments[2:]
    return options["-h"], int(options["-p"]), arguments


def _ask(stream: BufferedRWPair, *words: str) -> list[str]:
    encoded = [os.fsencode(word) for word in words]
    stream.write(b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded))
    stream.flush()
    return _reply(stream)


def _reply(stream: BufferedRWPair) -> list[str]:
    line = stream.readline().rstrip(b"\r\n")
    if not line:
        raise ConnectionResetError("Server closed the connection")
    kind, rest = line[:1], line[1:]
    if kind == b"$":
        return [os.fsdecode(stream.read(int(rest) + 2)[:-2]) if rest != b"-1" else ""]
    if kind == b"*":
        return [text for _ in range(int(rest)) for text in _reply(stream)]
    return [os.fsdecode(rest), *([""] if kind == b"-" else [])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
