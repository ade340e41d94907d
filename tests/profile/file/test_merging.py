"""Learning again: the person's edits stay."""

from __future__ import annotations

from dataclasses import replace

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
    describe,
    load_profile,
    load_proposals,
    merge_entities,
    merge_profile,
    part_entities,
    reject,
)
from pipeline.profile.file.version import with_version


def made(*names: str, forms: tuple[str, ...] = (), grade: Grade = Grade.SECONDARY, terms: str = "ferry") -> Profile:
    entities = tuple(
        Entity(id=name.lower(), name=name, type=EntityType.COMPANY, grade=grade,
               aliases=tuple(Alias(form=form) for form in (name, *forms)))
        for name in names
    )  # fmt: skip
    topic = Topic(id="t", name="T", terms=tuple(TopicTerm(form=form, language="en") for form in terms.split()))
    seeds = (SeedRef(id=str(len(names)), file="f", sha256="0", language="en"),)
    return with_version(Profile(version="", seeds=seeds, entities=entities, topics=(topic,), pairs=()))


def again(before: MergedProfile, learnt: Profile, edited: str | None = None) -> MergedProfile:
    return merge_profile(before.profile_text if edited is None else edited, before.proposals_text, learnt)


def entity(merged: MergedProfile, identity: str) -> Entity:
    return next(item for item in load_profile(merged.profile_text, "p").entities if item.id == identity)


def ids(merged: MergedProfile) -> set[str]:
    return {item.id for item in load_profile(merged.profile_text, "p").entities}


def without_entity(text: str, name: str) -> str:
    head, rest = text.split(f"  - id: {name}\n")
    cut = min(place for place in (rest.find("  - id:"), rest.find("\ntopics:") + 1) if place > 0)
    return head + rest[cut:]


def test_the_first_learning_writes_what_was_learnt() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    assert load_profile(first.profile_text, "p") == made("Aco", "Bco")
    assert set(first.added) == {"aco", "bco", "t"}


def test_the_same_learning_twice_changes_no_byte() -> None:
    first = merge_profile(None, None, made("Aco", forms=("A1",)))
    second = again(first, made("Aco", forms=("A1",)))
    assert (second.profile_text, second.proposals_text) == (first.profile_text, first.proposals_text)
    assert second.added == second.updated == second.kept == second.removed == ()


def test_new_things_are_added_and_untouched_ones_follow() -> None:
    first = merge_profile(None, None, made("Aco"))
    second = again(first, made("Aco", "Bco", forms=("X",), grade=Grade.CORE))
    assert ids(second) == {"aco", "bco"}
    assert entity(second, "aco").grade is Grade.CORE
    assert (second.added, second.updated) == (("bco",), ("aco",))


def test_an_edited_field_an_own_alias_and_a_comment_stay() -> None:
    first = merge_profile(None, None, made("Aco"))
    edited = first.profile_text.replace("grade: secondary", "grade: background  # my own view")
    edited = edited.replace("      - Aco\n", "      - Aco\n      - {form: Mine, status: confirmed}\n")
    second = again(first, made("Aco", "Bco", grade=Grade.CORE), edited)
    assert entity(second, "aco").grade is Grade.BACKGROUND
    assert {alias.form for alias in entity(second, "aco").aliases} == {"Aco", "Mine"}
    assert "# my own view" in second.profile_text


def test_an_edit_survives_any_number_of_learnings() -> None:
    merged = merge_profile(None, None, made("Aco"))
    merged = again(merged, made("Aco"), merged.profile_text.replace("name: Aco", "name: Aco Holding"))
    for grade in (Grade.CORE, Grade.BACKGROUND, Grade.SECONDARY):
        merged = again(merged, made("Aco", grade=grade))
        assert entity(merged, "aco").name == "Aco Holding"
        assert entity(merged, "aco").grade is grade


def test_a_deleted_entity_is_never_proposed_again() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    second = again(first, made("Aco", "Bco"), without_entity(first.profile_text, "aco"))
    third = again(second, made("Bco"))
    fourth = again(third, made("Aco", "Bco", "Cco"))
    assert ids(second) == ids(third) == {"bco"}
    assert ids(fourth) == {"bco", "cco"}


def test_a_deleted_alias_is_never_proposed_again() -> None:
    first = merge_profile(None, None, made("Aco", forms=("bad",)))
    second = again(first, made("Aco", forms=("bad",)), first.profile_text.replace("      - bad\n", ""))
    third = again(second, made("Aco", forms=("new",)))
    fourth = again(third, made("Aco", forms=("new", "bad")))
    assert {alias.form for alias in entity(fourth, "aco").aliases} == {"Aco", "new"}


def test_a_deleted_term_stays_deleted_and_an_own_one_stays() -> None:
    first = merge_profile(None, None, made("Aco", terms="ferry quay"))
    edited = first.profile_text.replace("en: [ferry, quay]", "en: [ferry, harbour]")
    second = again(again(first, made("Aco", terms="ferry quay"), edited), made("Aco", terms="ferry quay ship"))
    (topic,) = load_profile(second.profile_text, "p").topics
    assert [term.form for term in topic.terms] == ["ferry", "harbour", "ship"]


def test_what_the_seeds_no_longer_show_goes_unless_it_was_touched() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    confirmed = first.profile_text.replace("    name: Bco\n", "    name: Bco\n    status: confirmed\n")
    second = again(first, made("Cco"), confirmed)
    assert ids(second) == {"bco", "cco"}
    assert second.removed == ("aco",)
    assert entity(second, "bco").status is Status.CONFIRMED


def test_what_the_program_took_out_may_come_back() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    assert ids(again(again(first, made("Bco")), made("Aco", "Bco"))) == {"aco", "bco"}


def test_a_rejected_entity_stays_rejected() -> None:
    first = merge_profile(None, None, made("Aco"))
    edited = first.profile_text.replace("    name: Aco\n", "    name: Aco\n    status: rejected\n")
    second = again(first, made("Aco", grade=Grade.CORE), edited)
    assert entity(second, "aco").status is Status.REJECTED


def test_a_lost_proposals_file_overwrites_nothing() -> None:
    first = merge_profile(None, None, made("Aco"))
    edited = first.profile_text.replace("grade: secondary", "grade: background")
    merged = merge_profile(edited, None, made("Aco", grade=Grade.CORE))
    assert entity(merged, "aco").grade is Grade.BACKGROUND


def test_a_fuller_name_keeps_the_id() -> None:
    first = merge_profile(None, None, made("Aco"))
    longer = made("Aco")
    fuller = replace(
        longer.entities[0], id="aco-steel", name="Aco Steel", aliases=(Alias(form="Aco Steel"), Alias(form="Aco"))
    )
    second = again(first, with_version(replace(longer, entities=(fuller,))))
    assert ids(second) == {"aco"}
    assert entity(second, "aco").name == "Aco Steel"


def learnt(*entities: Entity, pairs: tuple[Pair, ...] = (), seeds: tuple[str, ...] = ("s",)) -> Profile:
    refs = tuple(SeedRef(id=seed, file=seed, sha256="0", language="en") for seed in seeds)
    return with_version(Profile(version="", seeds=refs, entities=entities, topics=(), pairs=pairs))


def company(identity: str, name: str, *forms: str, seeds: tuple[str, ...] = (), **fields: object) -> Entity:
    quotes = tuple(Evidence(seed=seed, start=0, end=1, quote=identity[0], rule="r") for seed in seeds)
    aliases = tuple(Alias(form=form) for form in (name, *forms))
    base = Entity(id=identity, name=name, type=EntityType.COMPANY, grade=Grade.CORE, aliases=aliases, evidence=quotes)
    return replace(base, **fields)  # type: ignore[arg-type]


def forms(merged: MergedProfile, identity: str) -> dict[str, Status]:
    return {alias.form: alias.status for alias in entity(merged, identity).aliases}


def test_the_rejected_does_not_come_under_another_id_or_spelling_though_proposals_are_lost() -> None:
    first = merge_profile(None, None, learnt(company("sima", "S.I.M.A. Perú", "SIMA")))
    text = reject(first.profile_text, "sima")
    for other in (company("sima-peru", "SIMA Peru"), company("x", "Sima"), company("y", "SIMA", country="PE")):
        assert ids(merge_profile(text, None, learnt(other))) == {"sima"}
    place = company("sima-town", "SIMA", type=EntityType.PLACE)
    assert ids(merge_profile(text, None, learnt(place))) == {"sima", "sima-town"}


def test_a_namesake_abroad_is_not_buried_with_the_rejected() -> None:
    here, abroad = (company(code, f"Ministry ({code})", "Ministry", country=code) for code in ("PE", "HN"))
    text = reject(merge_profile(None, None, learnt(here)).profile_text, "PE")
    assert ids(merge_profile(text, None, learnt(here, abroad))) == {"PE", "HN"}


def test_a_rejected_alias_stays_so_in_every_spelling_and_under_a_new_id() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco", "육군 조병창")))
    text = reject(first.profile_text, "a", "육군 조병창", "not ours")
    for again_learnt in (company("a", "Aco", "육군조병창"), company("aco", "Aco", "육군조병창")):
        merged = merge_profile(text, None, learnt(again_learnt))
        assert forms(merged, "a") == {"Aco": Status.AUTO, "육군 조병창": Status.REJECTED}
        assert "# not ours" in merged.profile_text


def test_a_rejected_term_and_figure_are_not_proposed_again() -> None:
    figure = Figure(id="f", kind=FigureKind.COUNT, text="54 tanks", value=54, unit="tank")
    profile = replace(made("Aco", terms="ferry quay"), figures=(figure,))
    text = reject(reject(merge_profile(None, None, profile).profile_text, "t", "quay"), "f")
    later = replace(profile, figures=(replace(figure, id="g", text="fifty-four tanks"),))
    merged = load_profile(merge_profile(text, None, later).profile_text, "p")
    assert [item.id for item in merged.figures] == ["f"]
    assert [term.form for term in merged.topics[0].terms] == ["ferry"]


def test_what_a_person_called_the_same_is_learnt_as_one() -> None:
    keep, other = company("fame", "FAME"), company("factory", "Army Factory", "Arms Factory", seeds=("s",))
    pillar = company("peru", "Peru", side="factory")
    pairs = (Pair(left="factory", right="peru"),)
    first = merge_profile(None, None, learnt(keep, other, pillar, pairs=pairs))
    text = merge_entities(first.profile_text, "fame", "factory")
    longer = replace(other, aliases=(*other.aliases, Alias(form="Fábrica")))
    second = again(first, learnt(keep, longer, pillar, pairs=pairs), text)
    assert ids(second) == {"fame", "peru"}
    assert set(forms(second, "fame")) == {"FAME", "Army Factory", "Arms Factory", "Fábrica"}
    assert entity(second, "peru").side == "fame"
    assert [(pair.left, pair.right) for pair in load_profile(second.profile_text, "p").pairs] == [("fame", "peru")]
    assert again(second, learnt(keep, longer, pillar, pairs=pairs)).profile_text == second.profile_text


def test_same_as_written_by_hand_folds_what_the_file_has() -> None:
    one, two = company("a", "Aco"), company("b", "Bco", "B1")
    first = merge_profile(None, None, learnt(one, two))
    text = first.profile_text.replace("    name: Aco\n", "    name: Aco\n    same_as: [b]  # surely\n")
    second = again(first, learnt(one, two), text)
    assert ids(second) == {"a"}
    assert set(forms(second, "a")) == {"Aco", "Bco", "B1"}
    assert "# surely" in second.profile_text


def test_what_a_person_parted_is_not_joined_by_a_shared_name() -> None:
    one, two = company("a", "Aco", "A1"), company("b", "Bco")
    first = merge_profile(None, None, learnt(one, two))
    text = part_entities(first.profile_text, "a", "b")
    second = again(first, learnt(company("b", "Bco", "A1")), text)
    assert forms(second, "b").get("A1") is not Status.AUTO
    assert "a" in ids(second)


def test_a_new_seed_changes_nothing_confirmed_but_quotes_and_proposals() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco", seeds=("s",))))
    text = accept(first.profile_text, "a")
    more = company("a", "Aco Group", "A1", seeds=("s", "u"), country="PE", grade=Grade.BACKGROUND)
    second = again(first, learnt(more, seeds=("s", "u")), text)
    now = entity(second, "a")
    assert (now.name, now.grade, now.country, now.status) == ("Aco", Grade.CORE, "", Status.CONFIRMED)
    assert len(now.evidence) == 2
    assert forms(second, "a") == {"Aco": Status.AUTO, "Aco Group": Status.PROPOSED, "A1": Status.PROPOSED}
    third = again(second, learnt(company("a", "Aco"), seeds=("u",)))
    assert forms(third, "a") == {"Aco": Status.AUTO}


def test_a_seed_that_goes_takes_its_quotes_but_nothing_confirmed() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco", seeds=("s", "u")), seeds=("s", "u")))
    second = again(first, learnt(seeds=("u",)), accept(first.profile_text, "a"))
    assert [quote.seed for quote in entity(second, "a").evidence] == ["u"]
    assert entity(again(second, learnt(seeds=())), "a").evidence == ()


def test_a_form_that_two_claim_is_only_proposed_to_the_second() -> None:
    one, two = company("a", "Port of Aco", "Puerto"), company("b", "Aco Port", "Puerto")
    first = merge_profile(None, None, learnt(one, two))
    assert (forms(first, "a")["Puerto"], forms(first, "b")["Puerto"]) == (Status.AUTO, Status.PROPOSED)
    text = first.profile_text.replace("{form: Puerto, status: proposed}", "{form: Puerto, status: confirmed}")
    second = again(first, learnt(one, two), text.replace("      - Puerto\n", ""))
    assert forms(second, "b")["Puerto"] is Status.CONFIRMED


def test_what_a_confirmed_entity_does_not_take_over_is_no_claim() -> None:
    group = Alias(form="Aco Group", require_context=("army",))
    first = merge_profile(None, None, learnt(company("a", "Aco", "Aco Group")))
    text = accept(first.profile_text, "a")
    now = learnt(company("a", "Aco", aliases=(group,)), company("b", "Bco", aliases=(group,)))
    second = again(first, now, text)
    assert (forms(second, "a")["Aco Group"], forms(second, "b")["Aco Group"]) == (Status.AUTO, Status.AUTO)
    assert again(second, now).profile_text == second.profile_text


def test_a_context_word_within_the_form_is_left_out() -> None:
    alias = Alias(form="Aco Steel", require_context=("steel", "mine"))
    bare = Alias(form="Steel", require_context=("steel",))
    first = merge_profile(None, None, learnt(company("a", "Aco", aliases=(alias, bare))))
    found = entity(first, "a").aliases
    assert found[0].require_context == ("mine",)
    assert (found[1].require_context, found[1].status) == ((), Status.PROPOSED)


def test_what_others_rest_on_stays() -> None:
    first = merge_profile(None, None, learnt(company("peru", "Peru"), company("a", "Aco", side="peru")))
    second = again(first, learnt(), accept(first.profile_text, "a"))
    assert ids(second) == {"a", "peru"}


def test_a_namesake_stays_while_one_that_stays_is_told_from_it() -> None:
    here = company("peru", "Ministry (Peru)", not_same_as=("chile", "japan"))
    abroad = company("chile", "Ministry (Chile)", not_same_as=("peru",))
    further = company("japan", "Ministry (Japan)", not_same_as=("peru",))
    first = merge_profile(None, None, learnt(here, abroad, further))
    assert ids(again(first, learnt(here))) == {"peru"}
    second = again(first, learnt(), accept(first.profile_text, "peru"))
    assert ids(second) == {"peru", "chile", "japan"}
    assert again(second, learnt()).profile_text == second.profile_text


def test_quotes_that_a_person_deleted_do_not_make_an_entity_go_at_the_learning_after_the_next() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco", seeds=("s",))))
    head, _, tail = first.profile_text.partition("    evidence:\n")
    second = again(first, learnt(seeds=()), head + tail.partition("\n")[2])
    assert entity(second, "a").evidence == ()
    assert again(second, learnt(seeds=())).profile_text == second.profile_text


def test_deleted_pairs_stay_deleted_though_the_proposals_are_lost() -> None:
    known = learnt(company("a", "Aco"), company("b", "Bco"), pairs=(Pair(left="a", right="b"),))
    text = merge_profile(None, None, known).profile_text.replace("  - [a, b]\n", "").replace("pairs:", "pairs: []")
    assert load_profile(merge_profile(text, None, known).profile_text, "p").pairs == ()


def test_what_is_rejected_is_left_alone_with_its_quotes() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco", seeds=("s",)), seeds=("s",)))
    text = reject(first.profile_text, "a")
    second = again(first, learnt(seeds=()), text)
    assert entity(second, "a") == next(iter(load_profile(text, "p").entities))


def test_the_rejected_goes_on_from_where_it_stood_when_it_is_accepted() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco")))
    longer = learnt(company("a", "Aco Group", "A1"))
    second = again(first, longer, reject(first.profile_text, "a"))
    text = second.profile_text.replace("    status: rejected\n", "")
    third = again(second, longer, text)
    assert entity(third, "a").name == "Aco Group"
    assert set(forms(third, "a")) == {"Aco Group", "A1"}


def test_a_form_withheld_from_another_entity_does_not_come_with_the_next_learning() -> None:
    first = merge_profile(None, None, learnt(company("mtc", "MTC")))
    known = (Alias(form="Ministry of Transport"), Alias(form="MTC", origin="acronym"))
    ministry = learnt(company("ministry", "Ministry of Transport", aliases=known))
    second = again(first, ministry, reject(first.profile_text, "mtc", "MTC"))
    assert set(forms(second, "ministry")) == {"Ministry of Transport"}
    third = again(second, ministry)
    assert third.profile_text == second.profile_text


def test_what_is_the_same_stays_so_while_the_seeds_do_not_show_the_keeper() -> None:
    keep, other = company("fame", "FAME"), company("factory", "Army Factory")
    first = merge_profile(None, None, learnt(keep, other))
    merged = again(first, learnt(other), merge_entities(first.profile_text, "fame", "factory"))
    for known in (learnt(other), learnt(keep, other), learnt(keep, other)):
        merged = again(merged, known)
        assert ids(merged) == {"fame"}
        assert entity(merged, "fame").same_as == ("factory",)


def test_an_entity_of_the_persons_own_keeps_its_fields_while_others_are_learnt_into_it() -> None:
    own = "entities:\n  - {id: aco, name: My Aco, type: company, grade: core, note: mine, same_as: [factory]}\n"
    merged = merge_profile(own, None, learnt(company("factory", "Army Factory")))
    merged = again(merged, learnt(company("aco", "Aco"), company("factory", "Army Factory")))
    assert (entity(merged, "aco").note, entity(merged, "aco").same_as) == ("mine", ("factory",))


def test_an_entity_whose_last_alias_goes_is_still_untouched() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco", "A1")))
    second = again(first, learnt(company("a", "Aco", aliases=())))
    assert "aliases" not in second.profile_text.partition("entities:")[2]
    assert ids(again(second, learnt())) == set()


def test_proposals_need_not_fit_together_but_must_be_readable() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco"), company("b", "Bco", side="a", not_same_as=("a",))))
    text = without_entity(first.profile_text.replace("    side: a\n", "").replace("    not_same_as: [a]\n", ""), "a")
    merged = again(first, learnt(company("b", "Bco", side="a", not_same_as=("a",))), text)
    known = load_proposals(merged.proposals_text)
    assert known is not None
    assert {item.id: item.status for item in known.entities} == {"a": Status.REJECTED, "b": Status.AUTO}
    for broken in (None, "", "a: [", "pairs: [3]", "entities: [{id: a}]"):
        assert load_proposals(broken) is None
        assert merge_profile(first.profile_text, broken, learnt()).profile_text


def test_an_entity_with_an_id_of_the_persons_own_is_not_doubled() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco")))
    text = first.profile_text.replace("id: a\n", "id: my-own\n")
    assert ids(merge_profile(text, None, learnt(company("a", "Aco", "A1")))) == {"my-own"}


def test_learning_tells_what_it_changed() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco")))
    assert first.diff.is_empty
    second = again(first, learnt(company("a", "Aco", "A1"), company("b", "Bco")))
    assert describe(second.diff) == ("+ company  Bco  (core)", "~ Aco: alias A1 added")


def test_bytes_that_do_not_change_stay() -> None:
    first = merge_profile(None, None, learnt(company("a", "Aco"), company("b", "Bco")))
    text = first.profile_text.replace("  - id: a\n", "  # above a\n  - id:   'a'   # beside\n").replace(
        "  - id: b\n", "\n  # above b\n  - id: b\n"
    )
    second = again(first, learnt(company("a", "Aco"), company("c", "Cco")), text)
    assert second.removed == ("b",)
    assert "  # above a\n  - id:   'a'   # beside\n    name: Aco\n" in second.profile_text
    assert "\n\n  # above b\n  - id: c\n" in second.profile_text


RULES = "rules:\n  - {id: r, must: [{entity: aco}], any: [{topic: t}]}\n"


def ruled(merged: MergedProfile) -> str:
    return merged.profile_text.replace("schema: 1\n", f"schema: 1\n{RULES}")


def test_what_a_rule_names_stays_though_the_seeds_no_longer_show_it() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    bare = with_version(replace(made("Cco"), topics=()))
    second = again(first, bare, ruled(first))
    assert ids(second) == {"aco", "cco"}
    assert [topic.id for topic in load_profile(second.profile_text, "p").topics] == ["t"]
    assert second.removed == ("bco",)
    third = again(second, bare)
    assert third.profile_text == second.profile_text
    released = again(third, bare, third.profile_text.replace(RULES, ""))
    assert ids(released) == {"cco"}
    assert set(released.removed) == {"aco", "t"}


def test_what_a_rule_names_stays_in_use_though_learning_would_only_propose_it() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    doubtful = replace(made("Aco", "Bco"), entities=tuple(
        replace(each, status=Status.PROPOSED) for each in made("Aco", "Bco").entities
    ))  # fmt: skip
    second = again(first, doubtful, ruled(first))
    assert entity(second, "aco").status is Status.AUTO
    assert entity(second, "bco").status is Status.PROPOSED
    assert again(second, doubtful).profile_text == second.profile_text


def test_a_rule_follows_an_entity_that_a_person_folded_into_another_by_hand() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    by_hand = ruled(first).replace("    name: Bco\n", "    name: Bco\n    same_as: [aco]\n")
    second = again(first, made("Aco", "Bco"), by_hand)
    assert RULES.replace("aco", "bco") in second.profile_text
    assert ids(second) == {"bco"}
