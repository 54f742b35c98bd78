"""Network links of the pods, made with netlink so that no `ip` program is needed. Runs inside a network namespace.

links.py bridge NAME ADDRESS          a bridge with an address
links.py join BRIDGE NUMBER PID       one end of a cable into the bridge, the other, `eth0`, into the namespace of PID
links.py up ADDRESS                   the loopback and `eth0` with an address
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from pyroute2 import IPRoute  # type: ignore[import-untyped]

_PREFIX_LENGTH = 24


def _index(ip: IPRoute, name: str) -> int:
    return int(ip.link_lookup(ifname=name)[0])


def _address(ip: IPRoute, name: str, address: str) -> None:
    ip.addr("add", index=_index(ip, name), address=address, prefixlen=_PREFIX_LENGTH)
    ip.link("set", index=_index(ip, name), state="up")


def bridge(ip: IPRoute, name: str, address: str) -> None:
    ip.link("add", ifname=name, kind="bridge")
    _address(ip, name, address)


def join(ip: IPRoute, name: str, number: str, pid: str) -> None:
    cable = f"veth{number}"
    ip.link("add", ifname=cable, kind="veth", peer={"ifname": "eth0", "net_ns_fd": f"/proc/{pid}/ns/net"})
    ip.link("set", index=_index(ip, cable), master=_index(ip, name), state="up")


def up(ip: IPRoute, address: str) -> None:
    ip.link("set", index=_index(ip, "lo"), state="up")
    _address(ip, "eth0", address)


if __name__ == "__main__":
    commands: dict[str, Callable[..., None]] = {"bridge": bridge, "join": join, "up": up}
    with IPRoute() as connection:
        commands[sys.argv[1]](connection, *sys.argv[2:])
