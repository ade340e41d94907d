"""An English name of a body put together again in Spanish, word by word, where every word of it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.profile.aliases.glossary import bodies
from pipeline.profile.aliases.placealiases import local_names
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import key_of

_LONGEST = 9  # words of a name that is tried
_FEMININE_BRANCHES = frozenset({"marina", "fuerza aerea", "policia"})


@dataclass(frozen=True, slots=True)
class _Words:
    """The table of ``words.txt``: folded English -> Spanish."""

    heads: dict[str, tuple[str, str]]  # with the gender
    qualities: dict[str, tuple[str, str]]  # masculine, feminine
    fields: dict[str, str]
    branches: dict[str, str]


def in_spanish(name: str) -> tuple[str, ...]:
    """``Army Weapons and Ammunition Factory`` -> (``Fábrica de Armas y Municiones del Ejército``,); () when in doubt.

    English puts the head last and what it is for before it, or the head first with "of" or "for"; Spanish puts the head
    first, then its qualities, then "de" and the fields, then whose it is. A country gives two forms: "Instituto Peruano
    de Energía", "Instituto de Energía del Perú".
    """
    words = key_of(name.replace("–", "-")).split()
    if not 2 <= len(words) <= _LONGEST:
        return ()
    joined = next((place for place, word in enumerate(words) if word in {"of", "for"}), len(words))
    head, before = _split_head(words[:joined])
    return tuple(dict.fromkeys(_compose(head, [*before, *(word for word in words[joined + 1 :] if word != "the")])))


def _split_head(words: list[str]) -> tuple[str, list[str]]:
    """The head at the end, of two words where they are one, and what stands before it."""
    for size in (2, 1):
        if " ".join(words[-size:]) in _table().heads and len(words) >= size:
            return " ".join(words[-size:]), words[:-size]
    return "", words


def _compose(head: str, words: list[str]) -> Iterator[str]:
    if head not in _table().heads:
        return
    spanish, gender = _table().heads[head]
    branch, words = _take_branch(words)
    owners, words = _take_owner(words, gender)
    read = _read_fields(words, gender)
    if read is None or not (any(read) or branch or owners):
        return
    qualities, fields = read
    for people, land in owners or [("", "")]:
        yield " ".join(filter(None, (spanish, people, *qualities, fields and f"de {fields}", land, branch)))


def _take_branch(words: list[str]) -> tuple[str, list[str]]:
    """A branch of the state at the beginning: "Army ..." -> "del Ejército"."""
    for size in (2, 1):
        branch = _table().branches.get(" ".join(words[:size]))
        if branch and len(words) >= size:
            article = "de la" if key_of(branch) in _FEMININE_BRANCHES else "del"
            return f"{article} {branch}", words[size:]
    return "", words


def _take_owner(words: list[str], gender: str) -> tuple[list[tuple[str, str]], list[str]]:
    """A country, its people or two parties at either end, as ("peruano", "") or ("", "del Perú")."""
    for taken, left in ((words[:2], words[2:]), (words[:1], words[1:]), (words[-2:], words[:-2])):
        found = _owners(" ".join(taken), gender) if taken else []
        if found:
            return found, left
    return [], words


def _owners(word: str, gender: str) -> list[tuple[str, str]]:
    if "-" in word:
        parties = [_party(part) for part in word.split("-")]
        return [("", "-".join(parties))] if all(parties) else []
    named = place_of(word)
    place = named or demonym_of(word)
    if not place or (place.kind != "country" and not named):
        return []  # "European", "Asian": Spanish has an adjective for them that the table does not know
    people = next((form for form, language in place.demonyms if language == "es"), "")
    if gender.startswith("f") and people.endswith("o"):
        people = people[:-1] + "a"
    lands = [("", f"de {name}") for name in local_names(place, "")[0][:1]]
    return [*([(people.capitalize(), "")] if people else []), *lands]


def _party(word: str) -> str:
    """A country or city by its shortest name, or an international body by its Spanish acronym."""
    place = place_of(word) or demonym_of(word)
    if place:
        return min(local_names(place, "")[0], key=len, default="")
    for forms in bodies():
        if word in {key_of(form) for form, _ in forms}:
            spanish = [form for form, language in forms if language == "es" and re.fullmatch("[A-Z]{2,8}", form)]
            return next(iter(spanish), word.upper())
    return ""


def _read_fields(words: list[str], gender: str) -> tuple[list[str], str] | None:
    """The head's qualities and "Armas y Municiones"; None when a word is not known."""
    table, qualities, fields = _table(), [], []
    place = 0
    while place < len(words):
        size = next((size for size in (3, 2, 1) if " ".join(words[place : place + size]) in table.fields), 0)
        if size:
            fields.append(table.fields[" ".join(words[place : place + size])])
        elif words[place] in table.qualities:
            qualities.append(table.qualities[words[place]][gender.startswith("f")].capitalize())
        elif words[place] not in {"and", "&", ","}:
            return None
        place += size or 1
    return qualities, _joined(fields)


def _joined(fields: list[str]) -> str:
    """With "y", or "e" before the sound of i: "Conocimiento e Innovación"."""
    link = "e" if fields and re.match(r"h?[ií]", fields[-1].lower()) else "y"
    return f"{', '.join(fields[:-1])} {link} {fields[-1]}" if len(fields) > 1 else "".join(fields)


@cache
def _table() -> _Words:
    text = files("pipeline.profile.aliases").joinpath("words.txt").read_text(encoding="utf-8")
    table = _Words({}, {}, {}, {})
    part = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            part = next((name for name in ("heads", "qualities", "fields", "branches") if name in line[:12]), part)
        else:
            _add(table, part, *(cell.strip() for cell in line.split("|")))
    return table


def _add(table: _Words, part: str, english: str, spanish: str, gender: str = "m") -> None:
    if part == "heads":
        table.heads[english] = (spanish, gender)
    elif part == "qualities":
        masculine, feminine = (form.strip() for form in spanish.split(","))
        table.qualities[english] = (masculine, feminine)
    else:
        (table.fields if part == "fields" else table.branches)[english] = spanish
