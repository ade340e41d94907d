"""Floors of quality: measured on the seeds that ship with the program and on small sets of other fields.

The expected names were written by hand. A floor may be raised; lowering one needs a reason.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.model.profile import Profile
from pipeline.profile import load_profile
from pipeline.profile.learn import learn_profile
from pipeline.seeds import SeedFolder
from pipeline.text.fold import fold_key

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "corpus" / "seedsets"

EXPECTED = {
    "dam": (
        "Brazil|Paraguay|Asunción|Brasília|Ramiro Giménez|Paulo Teixeira Lobo|Hugo Benegas Rolón|Otávio Brandão|"
        "Marina Couto|Célia Andrade|Célia Prado|Eletrosul Norte|Yacuy Dam|Puente de la Concordia|Chaco|ANDE|"
        "Administración Nacional de Electricidad|Banco Interamericano de Desarrollo|World Bank|Tratado de Yacuy|"
        "Cámara de Senadores|Contraloría General de la República|Energía del Guairá S.A.|Ministry of Mines and Energy|"
        "Ministerio de Obras Públicas y Comunicaciones|Ministry of Finance|Movement of People Affected by Dams|"
        "Carmelo Peralta|Ministerio de Relaciones Exteriores|Yacuy|Brazil–Paraguay relations"
    ),
    "recall": (
        "Hanbit Pharm|한빛제약|Oh Se-min|Kim Na-eun|Ministry of Food and Drug Safety|Presodin|Veda Labs|"
        "Health Insurance Review & Assessment Service|U.S. Food and Drug Administration|Anil Deshpande|Seoul|"
        "South Korea|India|Cheongju|Hyderabad|보건복지부|Korean Pharmaceutical Association|대한약사회|식품의약품안전처"
    ),
    "harbour": (
        "Port of Skelby|Norra Ferries|Tarn Marine|EF-90|Aberlow|Fiona Greig|Duncan Ashworth|Skelby Harbour Authority|"
        "Coastal Workers Union|National Audit Office|North Quay Terminal|Skelby|Skelby Sound"
    ),
}
CORE = {
    "Peru": ("페루", "peruano"),
    "South Korea": ("한국", "Corea del Sur"),
    "José Jerà": ("José Jerí",),
    "Lee Jae-myung": ("이재명",),
    "Yoon Suk Yeol": ("윤석열", "President Yoon"),
    "Dina Boluarte": ("디나 볼루아르테",),
    "Hyundai Rotem": ("현대로템",),
    "HD Hyundai Heavy Industries": (),
    "Korea Aerospace Industries": ("KAI",),
    "Army Weapons and Ammunition Factory": ("FAME", "Fábrica de Armas y Municiones del Ejército"),
    "SIMA": (),
    "SEMAN": (),
    "Peruvian Army": ("Ejército del Perú", "페루 육군"),
    "Peruvian Navy": ("Marina de Guerra del Perú", "페루 해군"),
    "Proinversión": (),
    "Ministry of Economy and Finance (Peru)": ("MEF", "Ministerio de Economía y Finanzas"),
    "Ministry of Economy and Finance (South Korea)": (),
    "Ministry of Transport and Communications (Peru)": ("MTC", "Ministerio de Transportes y Comunicaciones"),
    "Defense Acquisition Program Administration": (),
    "Ministry of Foreign Affairs (South Korea)": ("외교부", "Ministerio de Asuntos Exteriores"),
    "K2 Black Panther": ("K2", "K2 전차", "tanque K2"),
    "K808 White Tiger": ("K808",),
    "KF-21": ("KF21",),
    "Lima Metro Line 3": ("Línea 3 del Metro de Lima",),
    "Lima Metro Line 4": ("리마 메트로 4호선",),
    "Choi Jong-uk": (),
    "Choi Jong Kun": (),
}
NEVER = "mou|president|ministry|army|lee|choi|mr. lopez|mr. ortega|line 3|hyundai|press releases|high-level|ppp|date"

# Of the seeds' own English terms, those that an analyst would keep.
OF_THE_MATTER = {
    *("cooperation", "infrastructure", "personnel carriers", "infrastructure projects", "railway projects", "projects"),
    *("mineral resources", "mineral", "naval vessels", "bilateral", "relations", "military vehicles", "shipyard"),
    *("military equipment", "strategic", "industry", "tanks", "metro line", "trade", "metro", "fighter jet"),
}
# What the seeds state: kind, value, unit.
FIGURES = {
    ("count", 54, "K2 tank"), ("amount", 70_000_000_000, "USD"), ("amount", 463_000_000, "USD"), ("count", 195, "unit")
}  # fmt: skip


@cache
def learnt(folder: Path) -> Profile:
    seeds, errors = SeedFolder(folder).read()
    assert not errors
    return learn_profile(seeds)


def learnt_names(profile: Profile) -> dict[str, set[str]]:
    return {item.id: {fold_key(item.name), *(fold_key(a.form) for a in item.aliases)} for item in profile.entities}


@pytest.mark.parametrize(
    ("folder", "recall", "precision"), [("dam", 0.93, 0.93), ("recall", 0.9, 0.9), ("harbour", 0.92, 0.93)]
)
def test_other_fields_are_learnt_as_well(folder: str, recall: float, precision: float) -> None:
    expected = [fold_key(name) for name in EXPECTED[folder].split("|")]
    found = learnt_names(learnt(SETS / folder))
    hits = [name for name in expected if any(_reads_like(name, forms) for forms in found.values())]
    right = [key for key, forms in found.items() if any(_reads_like(name, forms) for name in expected)]
    assert len(hits) >= recall * len(expected), sorted(set(expected) - set(hits))
    assert len(right) >= precision * len(found), sorted(set(found) - set(right))


def _reads_like(name: str, forms: set[str]) -> bool:
    return name in forms or any(form.removesuffix(" (south korea)").removesuffix(" (brazil)") == name for form in forms)


@pytest.mark.parametrize("name", CORE)
def test_the_core_of_the_shipped_seeds_is_learnt_with_its_aliases(name: str) -> None:
    profile = learnt(ROOT / "seeds" / "peru-korea")
    (item,) = [item for item in profile.entities if item.name == name]
    assert set(CORE[name]) <= {alias.form for alias in item.aliases}


def test_the_list_is_short_enough_to_be_read() -> None:
    assert len(learnt(ROOT / "seeds" / "peru-korea").entities) <= 90


def test_no_empty_word_of_the_shipped_seeds_stands_alone() -> None:
    profile = learnt(ROOT / "seeds" / "peru-korea")
    alone = {fold_key(a.form) for item in profile.entities for a in item.aliases if not a.require_context}
    assert alone.isdisjoint(NEVER.split("|"))


def test_the_pair_of_the_shipped_seeds_is_peru_and_south_korea() -> None:
    (pair,) = learnt(ROOT / "seeds" / "peru-korea").pairs
    assert {pair.left, pair.right} == {"peru", "south-korea"}


def test_the_themes_of_the_shipped_seeds_are_active_and_sport_is_not() -> None:
    topics = {topic.id for topic in learnt(ROOT / "seeds" / "peru-korea").topics}
    assert {"defence", "naval", "infrastructure", "mining", "trade", "diplomacy", "digital"} <= topics
    assert topics.isdisjoint({"sport", "health", "agriculture", "finance"})


def test_own_terms_are_of_the_matter() -> None:
    (own,) = [topic for topic in learnt(ROOT / "seeds" / "peru-korea").topics if topic.origin == "seeds"]
    terms = [term.form for term in own.terms if term.language == "en"][:20]
    assert len(OF_THE_MATTER.intersection(terms)) >= 0.7 * len(terms), set(terms) - OF_THE_MATTER


def test_figures_of_the_shipped_seeds_are_known_and_the_hardest_to_believe_is_doubted() -> None:
    figures = learnt(ROOT / "seeds" / "peru-korea").figures
    assert {(figure.kind, figure.value, figure.unit) for figure in figures} >= FIGURES
    assert [figure.doubt != "" for figure in figures if figure.value == 70_000_000_000] == [True]
    assert len(figures) <= 45


def test_the_shipped_profile_is_what_the_shipped_seeds_teach() -> None:
    written = ROOT / "config" / "watches" / "peru-korea" / "profile.yaml"
    assert load_profile(written.read_text(encoding="utf-8"), "it") == learnt(ROOT / "seeds" / "peru-korea")
