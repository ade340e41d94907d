"""PageRequest in, Page or FetchError out: the only user of HTTP.

turns      who may ask which host when
visit      one page: hop by hop through redirects
hop        one request and its answer, within limits
addresses  what may be asked, and which addresses may be connected to
bodies     packed bodies unpacked, within limits
answers    what status and headers mean
faults     what went wrong, in a sentence
web        the synchronous face over one event loop in a thread
"""

from __future__ import annotations

from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.web import WebFetcher

__all__ = ["FetchSettings", "WebFetcher"]
