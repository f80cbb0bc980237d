"""Hosts: which addresses and names are anybody's, and which lead into this machine or the network that it is in."""

import ipaddress
import socket
from urllib.parse import urlsplit

_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, as against loopback, private, link-local and their like."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or ip
    return bool(inner.is_global and not inner.is_multicast)


def is_public_name(host: str) -> bool:
    """Whether a host may be public as far as its name tells; what a name resolves to is another question."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(_PRIVATE_ENDINGS):
        return False
    try:
        return is_public(name)
    except ValueError:
        return is_public(address) if (address := _odd_address(name)) else True


def belongs_to(url: str, hosts: list[str]) -> bool:
    """Whether an address is one of these hosts' or of their subdomains', over http(s), and without a password in it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    own = any(host == each or host.endswith("." + each) for each in hosts)
    return own and parts.scheme in ("http", "https") and "@" not in parts.netloc


def _odd_address(name: str) -> str | None:
    """An IPv4 address that is written in one of the old ways, "127.1" or "0x7f000001"; None for a name."""
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except (OSError, UnicodeEncodeError):
        return None
