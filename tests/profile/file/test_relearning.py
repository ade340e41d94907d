"""Whatever a person did to the file, learning again keeps it, and learning the same twice changes nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ProfileError
from pipeline.model.profile import (
    Alias,
    Entity,
    EntityType,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Pair,
    Profile,
    SeedRef,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.profile import (
    MergedProfile,
    accept,
    load_profile,
    merge_entities,
    merge_profile,
    part_entities,
    reject,
    set_fields,
)
from pipeline.profile.file.version import with_version

NAMES = ("Aco", "Bco", "Cco", "Dco", "철도청", "Ñandú S.A.")
FORMS = ("Aco", "ACO", "Bco Group", "B-co", "Bco", "철도 청", "Ñandú", "Line 3", "short")
STATUSES = (Status.AUTO, Status.AUTO, Status.AUTO, Status.PROPOSED)


@st.composite
def learnt_profiles(draw: st.DrawFn) -> Profile:
    """What some set of seeds may teach: entities that share forms, sides, pairs, topics and figures."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=5))
    ids = [f"e{NAMES.index(name)}" for name in names]
    seeds = draw(st.lists(st.sampled_from(("s1", "s2", "s3")), unique=True))
    entities = [draw(learnt_entities(name, identity, ids, seeds)) for name, identity in zip(names, ids, strict=True)]
    pairs = (Pair(left=ids[0], right=ids[1]),) if len(ids) > 1 and draw(st.booleans()) else ()
    words = draw(st.lists(st.sampled_from(("quay", "ferry", "부두", "pier")), unique=True))
    topic = Topic(id="t", name="Ports", terms=tuple(TopicTerm(form=word, language="en") for word in words))
    figure = Figure(id=draw(st.sampled_from(("f1", "f2"))), kind=FigureKind.COUNT, text="5 ships", value=5, unit="ship")
    return with_version(
        Profile(
            version="",
            seeds=tuple(SeedRef(id=seed, file=f"{seed}.txt", sha256="0", language="en") for seed in seeds),
            entities=tuple(entities),
            topics=(topic,) if words else (),
            pairs=pairs,
            figures=(figure,) if draw(st.booleans()) else (),
        )
    )


@st.composite
def learnt_entities(draw: st.DrawFn, name: str, identity: str, ids: list[str], seeds: list[str]) -> Entity:
    forms = [name, *draw(st.lists(st.sampled_from(FORMS), max_size=3))]
    context = st.sampled_from(((), (), ("army",), ("short",)))
    aliases = {
        form: Alias(form=form, status=draw(st.sampled_from(STATUSES)), require_context=draw(context)) for form in forms
    }
    others = [other for other in ids if other != identity]
    quotes = [Evidence(seed=seed, start=0, end=3, quote="abc", rule="chunk") for seed in seeds]
    return Entity(
        id=draw(st.sampled_from((identity, identity, f"{identity}-again"))),
        name=name,
        type=draw(st.sampled_from((EntityType.COMPANY, EntityType.AGENCY))),
        grade=draw(st.sampled_from(Grade)),
        side=draw(st.sampled_from(("", *others))) if set(others) <= set(ids) else "",
        aliases=tuple(aliases.values()),
        evidence=tuple(quotes),
    )


def sound(profile: Profile) -> Profile:
    """The same with references to what is there alone, as the learner gives them."""
    ids = {entity.id for entity in profile.entities}
    entities = tuple(
        replace(entity, side=entity.side if entity.side in ids - {entity.id} else "") for entity in profile.entities
    )
    pairs = tuple(pair for pair in profile.pairs if {pair.left, pair.right} <= ids)
    return with_version(replace(profile, entities=entities, pairs=pairs))


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, ...]:
    items = st.sampled_from(("e0", "e1", "e2", "e3", "e4", "e5", "t", "f1"))
    kind = draw(st.sampled_from(("accept", "reject", "set", "merge", "part", "delete", "remark", "alias")))
    return kind, draw(items), draw(items), draw(st.sampled_from((*FORMS, "quay", "own form")))


def edited(text: str, edit: tuple[str, ...]) -> str:
    """The file after one edit; an edit that cannot be made leaves it as it is."""
    kind, item, other, form = edit
    with suppress(ProfileError):
        if kind == "accept":
            return accept(text, item, form if len(form) > 4 else "")
        if kind == "reject":
            return reject(text, item, form if len(form) > 4 else "", reason="no use")
        if kind == "set":
            return set_fields(text, item, {"name": f"My {form}", "grade": "background"})
        if kind == "alias":
            return set_fields(text, item, {"aliases": [form]})
        if kind == "merge":
            return merge_entities(text, item, other)
        if kind == "part":
            return part_entities(text, item, other)
        if kind == "delete":
            return without(text, item)
        return text.replace(f"  - id: {item}\n", f"  # on {item}\n  - id: {item}  # seen\n")
    return text


def without(text: str, item: str) -> str:
    """The file after somebody took the lines of an item out in an editor."""
    lines, kept, is_gone = text.splitlines(keepends=True), [], False
    for line in lines:
        if line.startswith("  - id: "):
            is_gone = line.split()[2] == item
        elif not line.startswith("    "):
            is_gone = False
        kept += [] if is_gone else [line]
    after = "".join(kept).replace("entities:\ntopics", "entities: []\ntopics")
    load_profile(after, "edited")
    return after


def again(merged: MergedProfile, learnt: Profile, text: str | None = None) -> MergedProfile:
    return merge_profile(merged.profile_text if text is None else text, merged.proposals_text, learnt)


profiles = learnt_profiles().map(sound)


@settings(max_examples=40, deadline=None)
@given(first=profiles, second=profiles, third=profiles, done=st.lists(edits(), max_size=5))
def test_no_edit_is_ever_lost(first: Profile, second: Profile, third: Profile, done: list[tuple[str, ...]]) -> None:
    merged = merge_profile(None, None, first)
    text = merged.profile_text
    for edit in done:
        text = edited(text, edit)
    before = load_profile(text, "before")
    for learnt in (second, third):
        merged = again(merged, learnt, text)
        after = load_profile(merged.profile_text, "after")
        repeated = again(merged, learnt)
        assert repeated.profile_text == merged.profile_text
        assert again(repeated, learnt).proposals_text == repeated.proposals_text
        assert repeated.diff.is_empty
        assert_kept(before, after)
        assert all(line in merged.profile_text for line in text.splitlines() if "# on" in line)
        before, text = after, merged.profile_text


def assert_kept(before: Profile, after: Profile) -> None:
    ids = [*(item.id for item in after.entities), *(item.id for item in after.topics)]
    ids += [figure.id for figure in after.figures]
    assert len(ids) == len(set(ids))
    now = {entity.id: entity for entity in after.entities}
    for entity in before.entities:
        if entity.status in (Status.CONFIRMED, Status.REJECTED):
            present = now[entity.id]
            assert replace(present, aliases=(), evidence=(), not_same_as=()) == replace(
                entity, aliases=(), evidence=(), not_same_as=()
            )
            used = {alias for alias in present.aliases if alias.status.is_used}
            assert used == {alias for alias in entity.aliases if alias.status.is_used}
        if entity.name.startswith("My "):
            assert now[entity.id].name == entity.name
        if entity.id in now:
            own = {alias for alias in entity.aliases if alias.origin == "analyst" or alias.status is Status.REJECTED}
            assert own <= set(now[entity.id].aliases)


@settings(max_examples=30, deadline=None)
@given(first=profiles, second=profiles, item=st.sampled_from(NAMES))
def test_the_rejected_never_comes_again_though_the_proposals_are_lost(
    first: Profile, second: Profile, item: str
) -> None:
    text = merge_profile(None, None, first).profile_text
    with suppress(ProfileError):
        text = reject(text, f"e{NAMES.index(item)}")
    gone = [entity for entity in load_profile(text, "p").entities if entity.status is Status.REJECTED]
    after = load_profile(merge_profile(text, None, second).profile_text, "p")
    for entity in gone:
        assert not [other for other in after.entities if other.name == entity.name and other.status.is_used]


@settings(max_examples=40, deadline=None)
@given(first=profiles, others=st.lists(profiles, min_size=2, max_size=3), done=st.lists(edits(), max_size=3))
def test_rules_and_weights_stay_byte_for_byte_and_what_they_name_stays_in_use(
    first: Profile, others: list[Profile], done: list[tuple[str, ...]]
) -> None:
    merged = merge_profile(None, None, first)
    own = own_part(load_profile(merged.profile_text, "first"))
    text = merged.profile_text.replace("schema: 1\n", f"schema: 1\n{own}")
    for edit in done:
        text = edited(text, edit) if edit[0] != "merge" else text  # rules follow what is merged
    before = load_profile(text, "before")
    for learnt in others:
        merged = again(merged, learnt, text)
        after = load_profile(merged.profile_text, "after")
        assert own in merged.profile_text
        assert (after.rules, after.weights) == (before.rules, before.weights)
        assert again(merged, learnt).profile_text == merged.profile_text
        text = merged.profile_text


def own_part(profile: Profile) -> str:
    """Rules on every entity and topic that is in use, with remarks and odd blanks, and some weights."""
    named = [f"{{entity: {entity.id} }}" for entity in profile.entities] + [
        f"{{ topic: {each.id}}}" for each in profile.topics
    ]
    rules = [f"  - id:   r{number}  # mine\n    must: [{item},]\n" for number, item in enumerate(named)]
    return "".join(["rules:\n", *rules, "\n", "weights: { named_often: 3 }   # after a week\n"])
