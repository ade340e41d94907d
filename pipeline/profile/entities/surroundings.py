"""What kind of thing a name is by the words around it, where the name itself does not tell."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.model.profile import EntityType
from pipeline.profile.entities.grouping import Group
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.lexicon import word_set
from pipeline.profile.names.mentions import Mention

# "lithium producer SQM", "la operadora DP World"
_COMPANY_BEFORE = word_set(
    "company firm miner producer maker manufacturer operator giant shareholder retailer developer utility carrier "
    "airline startup supplier contractor shipbuilder builder insurer lender automaker carmaker drugmaker subsidiary "
    "rival partner buyer bidder companies firms miners producers makers suppliers empresa empresas compania minera "
    "firma estatal operadora constructora consorcio fabricante filial proveedora automotriz aerolinea naviera"
)
_COMPANY_AFTER = re.compile(
    r"(?:['’]s?)? (?:shares?|stock|shareholders?|investors|board|chief executive|CEO|subsidiary|earnings|employees)\b"
)
# "chipmakers such as Quorna"
_ONE_OF = re.compile(
    r"\b(?:companies|firms|\w{0,12}makers|producers|miners|carriers|airlines|rivals|competitors|empresas|compañías|"
    r"firmas|fabricantes) (?:like|such as|including|como) $"
)
_HELD = re.compile(r"(?:\bstakes? in|\bshares? (?:in|of)|% (?:of|stake in|de)|\baccionistas? de|\bfusión con) $")
_APPOSED = re.compile(
    r",? (?:a|an|the|which is a|una?|la|el) (?:[\w\-’']+ ){0,4}?"
    r"(?:company|firm|producer|maker|manufacturer|operator|retailer|miner|developer|empresa|compañía|operadora|minera)\b"
)
# "Dukovany power station", "the Maricunga project"
_PROJECT_AFTER = re.compile(
    r" (?:[a-z\-]+ )?(?:projects?|power station|power plant|plant|mine|airport|reactors?|wind farm|solar farm|dam|"
    r"refinery|pipeline|railway)\b"
)
_PLACE_AFTER = re.compile(
    r" (?:region|desert|salt flats?|valley|province|basin|islands?|bay|coast|district|county|river|lake|peninsula)\b"
)
_PLACE_BEFORE = word_set("in near en hacia")
_RANGE = re.compile(r"\bfrom [^.;]+ to $")  # "from Harry Potter to DC Comics"
_PLACE_OF = re.compile(
    r"\b(?:localidad|ciudad|provincia|región|distrito|parroquia|bahía|city|town|village|province|port|alcalde|alcaldesa|"
    r"gobernadora?|intendente|mayor|governor)"
    r"(?: costera| coastal)? (?:del?|of) $"
)
# "a gateway to Machu Picchu", "tourists who visit Machu Picchu": where people go, no firm nor person
_SIGHT = re.compile(
    r"\b(?:(?:gateway|pilgrimage|trek|hike|hikes|cruise|cruises|excursions?|road|trail|train|trains|flights?|tourists|"
    r"visitors|travell?ers|hikers) to|ruins of|citadel of|"
    r"(?:tourists|visitors|travell?ers|hikers)(?: [a-z]+){0,3} (?:visit|visited|visiting|reach|see)|"
    r"puertas? de entrada a|(?:camino|carretera|tren|trenes|excursi[oó]n|excursiones|vuelos?|acceso) (?:a|hacia)|"
    r"(?:ruinas|ciudadela|santuario) de|"
    r"(?:turistas|visitantes|viajeros)(?: [a-záéíóúñ]+){0,3} (?:a|visitan|visitaron)) $"
)
_A_NAME = 4.0  # zipf below which a lone last word is a surname rather than a word


def kind_by_surroundings(group: Group) -> EntityType | None:
    """Company by one clear cue; project or place when most mentions say so; a person by the bare surname."""
    cues = Counter(kind for mention in group.mentions if (kind := _cue(mention)))
    if cues[EntityType.COMPANY] and cues[EntityType.COMPANY] >= cues[EntityType.PROJECT] + cues[EntityType.PLACE]:
        return EntityType.COMPANY
    for kind in (EntityType.PROJECT, EntityType.PLACE):
        if cues[kind] > len(group.mentions) / 2 and cues[kind] == max(cues.values()):
            return kind
    return EntityType.PERSON if _goes_by_last_word(group) else None


def _cue(mention: Mention) -> EntityType | None:
    text = mention.sentence.paragraph.text
    before, after = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 70]
    word = before.split()[-1].lower() if before.strip() else ""
    listed = _ONE_OF.search(before)
    if (
        word in _COMPANY_BEFORE
        or listed
        or _HELD.search(before)
        or _COMPANY_AFTER.match(after)
        or _APPOSED.match(after)
    ):
        return EntityType.COMPANY
    if _PROJECT_AFTER.match(after):
        return EntityType.PROJECT
    named_after = _PLACE_AFTER.match(after) or _PLACE_OF.search(before) or _SIGHT.search(before)
    if named_after or (word in _PLACE_BEFORE and not _RANGE.search(before)):
        return EntityType.PLACE
    return None


def _goes_by_last_word(group: Group) -> bool:
    """``Jared Kushner``, later "Kushner": people go by their last word, companies by their first."""
    words = group.key.split()
    bare = {mention.key for mention in group.weak}
    return 2 <= len(words) <= 3 and bare == {words[-1]} and zipf_frequency(words[-1], "en") < _A_NAME
