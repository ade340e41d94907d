"""How the web is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Limits and manners of fetching. Times in seconds, sizes in bytes.

    ``allow_private`` names networks ("10.0.0.0/8"), addresses or hosts that may be fetched although they are private;
    a network or address holds for every host that resolves into it, a host name for that name alone.
    """

    user_agent: str = "seedwatch"
    timeout_s: float = 30.0  # a whole page with its redirects, without waiting for its turn
    connect_timeout_s: float = 10.0  # name look-up, connection and TLS together
    read_timeout_s: float = 15.0  # without a single byte
    max_bytes: int = 10_000_000  # of a body, after decompression
    concurrency: int = 160  # pages at a time, under way and waiting to be taken
    per_host: int = 2  # pages at a time from one host
    host_delay_s: float = 1.0  # from one request to a host to the next, unless its robots.txt wishes for more
    max_redirects: int = 8
    allow_private: tuple[str, ...] = ()
    trust_env: bool = True  # take proxies from HTTP_PROXY, HTTPS_PROXY and NO_PROXY
    robots: bool = True  # heed robots.txt for the requests that ask for it
