"""PageRequest in, Page or FetchError out: the only user of HTTP.

addresses  what may be asked: web addresses, read and written
guard      which network addresses may be connected to
robots     what a host's robots.txt allows
turns      who may ask which host when
pauses     which servers asked to be left alone
visit      one page: hop by hop through redirects
hop        one request and its answer, within limits
heads      status and headers, as they come over the wire
bodies     packed bodies unpacked, within limits
answers    what status and headers mean
faults     what went wrong, in a sentence
names      host names looked up, so that a dead one holds nobody up
trust      whose certificates are believed
sockets    the loop in which the HTTP library works
flight     one batch of visits, side by side
gear       what lasts from batch to batch
web        the face of it all
saved      saved articles on disk, which need no network
"""

from __future__ import annotations

from pipeline.fetch.saved import SavedFolder
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.web import WebFetcher

__all__ = ["FetchSettings", "SavedFolder", "WebFetcher"]
