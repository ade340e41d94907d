"""What polling each scenario of the test web must come to: one table, and one of robots.txt."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.source import Health


@dataclass(frozen=True, slots=True)
class Expected:
    """What a poll comes to; ``new`` entries where it matters."""

    health: Health
    words: str = ""  # in the reason; "" for no reason at all
    new: int | None = None


def fine(new: int, words: str = "") -> Expected:
    return Expected(Health.HEALTHY, words, new)


def failing(words: str) -> tuple[Expected, ...]:
    return (Expected(Health.FAILING, words, 0),)


AS_BEFORE = Expected(Health.UNCHANGED, new=0)
A_PAGE = failing("this is a web page, not a feed")
NO_FEED = failing("neither a feed nor a web page")
EMPTY = failing("the answer is empty")
TOO_LATE = failing("did not come in time")
SILENT = failing("fell silent")
NO_HTTP = failing("not valid HTTP")
BROKE_OFF = failing("broke off before its end")
TOO_LARGE = failing("larger than 2,000,000 bytes")
SWELLS = failing("swells without measure")
RESET = failing("the connection broke")
PRIVATE = failing("private network")


def steady(new: int) -> tuple[Expected, ...]:
    return (fine(new), AS_BEFORE)


def always(health: Health, words: str) -> tuple[Expected, ...]:
    return (Expected(health, words, 0),)


#: Path -> what its polls come to, one after the other; the last holds for all that follow.
TABLE: dict[str, tuple[Expected, ...]] = {
    # How servers answer. What they serve is a web page, so "not a feed" says that the page was had.
    "page": A_PAGE,
    "unchanged": A_PAGE,  # a 304 heals nothing
    "unchanged-unasked": failing("HTTP 304"),
    "fresh-for-an-hour": A_PAGE,
    "status/400": failing("HTTP 400"),
    "status/401": always(Health.BLOCKED, "wants a login"),
    "status/403": always(Health.BLOCKED, "refuses us"),
    "status/404": always(Health.GONE, "nothing at this address (HTTP 404)"),
    "status/410": always(Health.GONE, "any more (HTTP 410)"),
    "status/451": always(Health.BLOCKED, "legal reasons"),
    "status/500": failing("inner fault"),
    "status/503": failing("not available now"),
    "status/206": failing("HTTP 206"),
    "pause-in-seconds": always(Health.THROTTLED, "asks for a pause"),
    "pause-until": always(Health.THROTTLED, "HTTP 503"),
    "pause-without-number": failing("HTTP 503"),
    "pause-until-long-ago": always(Health.THROTTLED, "asks for a pause"),
    "moved/301/good/moved": steady(10),
    "moved/308/page": A_PAGE,
    "moved-to?http://169.254.169.254/latest/meta-data": PRIVATE,
    "moved-inside": PRIVATE,
    "moved-to?http://2130706433:1/": failing("refuses connections"),  # loopback, which is allowed here
    "moved-to?file:///etc/passwd": failing("only http and https addresses are fetched"),
    "moved-to?http://[": failing("names no valid address"),
    "moved-nowhere": failing("names no address"),
    "circle": failing("go in a circle"),
    "endless-redirects": failing("more than 4 redirects"),
    "cookie-wall": A_PAGE,
    "cookie-for-everybody?/page": A_PAGE,
    "cookie-with-too-much": NO_FEED,
    "packed": A_PAGE,
    "packed-twice": A_PAGE,
    "packed-silently": A_PAGE,
    "packed-in-name-only": A_PAGE,
    "packed-in-crumbs": failing("more than 100 parts"),
    "packed-unknown": failing("packed with br"),
    "packed-broken-off": BROKE_OFF,
    "deflated": A_PAGE,
    "deflated-bare": A_PAGE,
    "bomb": SWELLS,
    "bomb-in-a-bomb": SWELLS,
    "too-large": NO_FEED,
    "endless": TOO_LARGE,
    "broken-off": BROKE_OFF,
    "hung-up": failing("hung up without an answer"),
    "silent": SILENT,
    "silent-in-body": SILENT,
    "slow-page": A_PAGE,
    "dripping": TOO_LATE,
    "dripping-headers": TOO_LATE,
    "dripping-error": always(Health.GONE, "HTTP 404"),
    "huge-header": NO_HTTP,
    "many-headers": NO_HTTP,
    "header-without-end": NO_HTTP,
    "headers-without-end": NO_HTTP,
    "no-http": NO_HTTP,
    "chunked": A_PAGE,
    "chunked-badly": BROKE_OFF,
    "chunked-broken-off": BROKE_OFF,
    "chunked-without-measure": BROKE_OFF,
    "longer-than-said": A_PAGE,
    "length-below-nothing": NO_HTTP,
    "length-of-a-fleet": TOO_LARGE,
    "two-lengths": NO_HTTP,
    "two-types": A_PAGE,
    "folded-header": A_PAGE,
    "nothing-in-header": NO_HTTP,
    "odd-headers": A_PAGE,
    "header-without-colon": NO_HTTP,
    "line-ends-alone": A_PAGE,
    "without-head": NO_HTTP,
    "status-of-no-kind": failing("gives no page"),
    "reset-in-head": RESET,
    "reset-in-body": BROKE_OFF,
    "head-broken-off": NO_HTTP,
    "interim": A_PAGE,
    "interim-only": failing("hung up without an answer"),
    "interim-flood": NO_HTTP,
    "switched": failing("HTTP 101"),
    # What they serve.
    "good/alone": steady(10),
    "turns-into-a-page/1": (fine(10), *A_PAGE),
    "unmodified-nonsense/1": (fine(10), *A_PAGE, *failing("HTTP 304")),
    "empty-answer": EMPTY,
    "empty-feed": always(Health.EMPTY, ""),
    "emptied-feed/1": (fine(10), Expected(Health.EMPTY, new=0)),
    "all-new-at-once/1": (fine(10), fine(0, "held until the next poll"), fine(30)),
    "churned-ids/1": (fine(10), fine(0)),
    "one-id-for-all/1": steady(10),
    "endless-titles/1": steady(5),
    "odd-times/1": steady(5),
    "odd-links/1": steady(5),
    "entity-bomb/1": steady(1),
    "entity-of-a-file/1": steady(1),
    "deep-nesting/1": steady(1),
    "tags-without-number/1": failing("more than 100,000 tags"),
    "attributes-without-number/1": failing("attributes in one tag"),
    "line-of-a-megabyte/1": steady(40),
    "zeros-between/1": steady(10),
    "wrongly-labelled/1": steady(5),
    "wide-without-mark/1": steady(10),
    "of-no-encoding/1": steady(10),
    "noise": NO_FEED,
    "cut-short/1": steady(5),
    "half-characters/1": steady(3),
    "json-without-ground": failing("broken JSON"),
    "sitemap-of-news/1": steady(5),
    "sitemap-packed/1": steady(5),
    "sitemap-of-parts/1": (fine(5), fine(0)),
    "sitemap-of-itself/1": failing("names no sitemap"),
    "sitemap-in-a-ring/1": failing("leads to another index only"),
    "sitemap-of-thousands/1": failing("leads to another index only"),
    "sitemap-of-others/1": failing("leads to another site only"),
    "list-of-news/1": steady(20),
    "list-without-end/1": TOO_LARGE,
    "list-of-nothing/1": failing("no article links"),
    "list-nested-deeply/1": failing("nested more than 500 deep"),
}
#: Of a list page whose host answers so when it is asked for robots.txt.
ROBOTS_TABLE: dict[str, Expected] = {
    "robots-allow": fine(20),
    "robots-disallow": fine(20),
    "robots-slow": fine(20),
    "robots-page": fine(20),
    "robots-huge": fine(20),
    "robots-moved": fine(20),
    "robots-circle": fine(20),
    "robots-noise": fine(20),
    "robots-closed": Expected(Health.BLOCKED, "robots.txt asks not to fetch"),
    "robots-broken": Expected(Health.FAILING, "robots.txt cannot be had"),
    "robots-busy": Expected(Health.THROTTLED, "asks for a pause"),
    "robots-inside": Expected(Health.FAILING, "private network"),
    "robots-silent": Expected(Health.FAILING, "robots.txt cannot be had"),
}
