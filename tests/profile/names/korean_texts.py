"""Korean sentences for tests, and an analyser that knows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.profile.names.korean import korean_reader
from pipeline.profile.names.koreananalyser import Analyser
from pipeline.profile.names.mentions import Mention
from pipeline.profile.tokens import Sentence, sentences_of
from pipeline.seeds import read_text


class SilentAnalyser:
    """As if none were installed."""

    def proper_nouns(self, text: str) -> Iterator[str]:
        yield from ()


class ListAnalyser:
    """Takes the given words for proper nouns wherever they stand."""

    def __init__(self, *nouns: str) -> None:
        self._nouns = nouns

    def proper_nouns(self, text: str) -> Iterator[str]:
        for noun in self._nouns:
            yield from [noun] * text.count(noun)


def korean_sentences(*texts: str) -> list[Sentence]:
    seeds = [read_text(text, file=f"k{number}.txt", sha256="0") for number, text in enumerate(texts)]
    return [sentence for seed in seeds for sentence in sentences_of(seed)]


def mentions_in(*texts: str, analyser: Analyser | None = None) -> list[Mention]:
    return _read(korean_sentences(*texts), analyser or SilentAnalyser())


def _read(sentences: Sequence[Sentence], analyser: Analyser) -> list[Mention]:
    reader = korean_reader(sentences, analyser)
    return [mention for sentence in sentences for mention in reader(sentence)]


def names_in(*texts: str, analyser: Analyser | None = None) -> dict[str, str]:
    """Form -> kind of all that is found."""
    return {m.form: m.type.value if m.type else "" for m in mentions_in(*texts, analyser=analyser)}
