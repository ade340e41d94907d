"""The second migration's own copy of what tells addresses apart says what the program itself says.

When this fails because the program has learnt better, a new migration must hash the stored addresses anew, and hold its
copy to the program instead of this one.
"""

from __future__ import annotations

import importlib
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.urls import address_key, normalise_url

MIGRATION = importlib.import_module("pipeline.store.migrations.versions.0002_addresses_and_rhythm")

SITES = [
    *(
        "https://andes.example",
        "http://www.andes.example:80",
        "HTTPS://M.Andes.Example:443",
        "https://amp.m.andes.example",
    ),
    *("https://andes.example:8443", "https://andes.example:99999", "http://user:word@andes.example", "https://www.pe"),
    *("https://한강.example", "https://xn--939at69e.example", "https://ñandú.example:81", "https://\u00af.example"),
    *("http://[2001:db8::1]:8080", "http://[broken", "ftp://andes.example", "seedwatch:andes", "//andes.example", ""),
]
PATHS = [
    *(
        "",
        "/",
        "/a",
        "/a/",
        "/amp/a",
        "/a/amp",
        "/a/amp/",
        "/a.amp",
        "/a.amp.html",
        "/AMP",
        "/news/articleViewAmp.html",
    ),
    *("/a/./b/../c", "/%7Ea%2fb%2e%2e/%zz", "/대통령 방문", "/a;b=1", "/a\x00\ud83d", "/a#part", "/a?x=1?y"),
]
PARAMETERS = [
    *(
        "sid1=100",
        "oid=1",
        "aid=2",
        "z",
        "a=",
        "b=%EC%9D%BC",
        "b=일",
        "=",
        "amp",
        "amp=1",
        "isamp=yes",
        "outputType=amp",
    ),
    *("view=amp-type", "amp_markup=1", "platform=amp", "utm_source=x", "UTM_x=1", "fbclid=y", "ito=1", "pk_id=3"),
    *("pk_campaign=3", "ns_id=4", "ns_source=s", "ref=rss", "ref=home", "from=RSS", "itm_x=1", "__hstc=2", "smid=5"),
]

sites, paths, parameters = (st.sampled_from(choice) for choice in (SITES, PATHS, PARAMETERS))
addresses = st.builds(
    lambda site, path, told: f"{site}{path}{'?' if told else ''}{'&'.join(told)}",
    *(sites, paths | st.text(max_size=8).map("/{}".format), st.lists(parameters | st.text(max_size=5), max_size=5)),
)


def keys_of(url: str) -> tuple[str, str, str]:
    """What the migration makes of an address: in one form, of that its key, of an article at it the key."""
    normal: str = MIGRATION._normalise_url(url)
    return normal, MIGRATION._address_key(normal), MIGRATION._key_of_article(normal)


def program_keys_of(url: str) -> tuple[str, str, str]:
    normal = normalise_url(url)
    return normal, address_key(normal), address_key(normal)


@pytest.mark.parametrize("site", SITES)
def test_the_copy_says_the_same_of_addresses_of_every_form(site: str) -> None:
    for path, parameter in product(PATHS, ["", *(f"?b=2&{one}&a=1" for one in PARAMETERS)]):
        url = f"{site}{path}{parameter}"
        assert keys_of(url) == program_keys_of(url)


def test_the_copy_says_the_same_of_parameters_in_any_order() -> None:
    told = {"&".join(order) for order in permutations(["sid1=100", "oid=1", "aid=2", "amp"])}
    assert {keys_of(f"https://www.han.example/read?{one}")[1:] for one in told} == {
        ("han.example/read?aid=2&oid=1&sid1=100",) * 2
    }


@given(addresses | st.text())
def test_the_copy_says_the_same_of_any_address(url: str) -> None:
    assert keys_of(url) == program_keys_of(url)
