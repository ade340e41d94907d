"""A profile, compiled for judging articles."""

from __future__ import annotations

from copy import copy

from pipeline.match.centre import centre_of
from pipeline.match.evidence import gather_evidence
from pipeline.match.finding import Finder
from pipeline.match.forms import collect_forms, usable_entities, usable_topics
from pipeline.match.layout import lay_out
from pipeline.match.rules import Rules
from pipeline.match.ruling import rule_on
from pipeline.match.score import score_parts, total
from pipeline.match.subject import find_subject
from pipeline.match.tiers import decide
from pipeline.match.weights import Weights, weights_of
from pipeline.match.wording import Wording
from pipeline.model.article import Article
from pipeline.model.hit import Judgement, TopicFound
from pipeline.model.profile import Grade, Profile


class Matcher:
    """Judges articles against one profile. It keeps nothing between two articles, so threads may share it."""

    def __init__(self, profile: Profile, weights: Weights) -> None:
        self._version = profile.version
        self._weights = weights
        self._entities = {entity.id: entity for entity in usable_entities(profile)}
        self._topics = {topic.id: topic for topic in usable_topics(profile)}
        # A pair keeps its place even when one side was rejected: it can never be met then, but without it the watch
        # would become one without sides, which lets far more in.
        self._pairs = tuple(sorted(profile.pairs, key=lambda pair: (pair.left, pair.right)))
        self._centre = centre_of(self._entities.values(), self._topics.values(), self._pairs)
        pillars = frozenset(pillar for pair in self._pairs for pillar in (pair.left, pair.right))
        self._pillars = (pillars & self._entities.keys()) | {entity.id for entity in self._centre.names}
        self._wording = Wording({entity.id: entity for entity in profile.entities})
        self._rules = Rules(profile)
        subjects = frozenset(topic.id for topic in self._topics.values() if topic.grade is not Grade.BACKGROUND)
        self._finder = Finder(collect_forms(profile), self._entities, profile.pairs, subjects)

    def judge(self, article: Article) -> Judgement:
        """Judge an article's newest text.

        Same profile and text, same judgement. Every mention's ``surface`` is exactly ``article.<field>[start:end]``.
        Very long fields are read up to a limit (the body's first 200,000 characters).
        """
        layout = lay_out(article)
        finds = self._finder.find(layout, article.language, article.country, self._weights.context_window)
        evidence = gather_evidence(
            finds,
            layout,
            self._entities,
            self._topics,
            self._pillars,
            self._weights,
            article.country,
            article.language,
        )
        subject = find_subject(evidence, self._pillars, self._weights)
        decision = decide(evidence, subject, self._pairs, self._centre, self._weights, self._wording)
        if self._rules.items:
            decision = rule_on(decision, self._rules, finds, evidence, layout)
        parts = score_parts(evidence, subject, self._pairs, self._centre, self._weights, self._wording)
        return Judgement(
            article_id=article.id,
            text_version=article.text_version,
            profile_version=self._version,
            tier=decision.tier,
            score=total(parts),
            parts=parts,
            mentions=evidence.mentions,
            topics=tuple(TopicFound(topic_id=found.topic.id, terms=found.surfaces) for found in evidence.topics),
            rule=decision.rule,
            lacking=decision.lacking,
        )

    def with_weights(self, weights: Weights) -> Matcher:
        """The same watch judged by other weights: what was compiled is shared."""
        other = copy(self)
        other._weights = weights  # noqa: SLF001 - our own
        return other


def compile_profile(profile: Profile, weights: Weights | None = None) -> Matcher:
    """Compile the usable forms of a profile into one index; without ``weights`` the profile's own count."""
    return Matcher(profile, weights or weights_of(profile))
