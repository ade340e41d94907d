"""``DeliveryStore``: each channel's share in a digest, from pending to an end."""

from __future__ import annotations

from pipeline.model.digest import DeliveryState
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NOW, digest, save


def test_a_digest_has_one_pending_delivery_for_each_channel(store: Store) -> None:
    kept = save(store, digest())
    files, email = store.deliveries.deliveries(kept.id)
    assert (files.channel, files.target, files.message_id) == ("files", "out", "<d1@files>")
    assert (email.channel, email.state, email.attempts, email.changed_at) == ("email", DeliveryState.PENDING, 0, NOW)
    assert store.deliveries.deliveries(999) == ()


def test_pending_deliveries_are_due_oldest_first(store: Store) -> None:
    first, second = save(store, digest(slot="r1"), "rerun"), save(store, digest(slot="r2"), "rerun")
    due = store.deliveries.deliveries_due("w", NOW)
    assert [kept for _, kept in due] == [first, first, second, second]
    assert [delivery.channel for delivery, _ in due] == ["files", "email"] * 2
    assert store.deliveries.deliveries_due("other", NOW) == ()


def test_a_failed_attempt_is_due_again_in_its_time(store: Store) -> None:
    kept = save(store, digest())
    files, email = store.deliveries.deliveries(kept.id)
    store.deliveries.mark_delivery(files.id, DeliveryState.SENT, NOW)
    retry_at = NOW + HOUR
    store.deliveries.mark_delivery(email.id, DeliveryState.PENDING, NOW, reason="refused", next_try_at=retry_at)
    assert store.deliveries.deliveries_due("w", NOW) == ()
    [(due, _)] = store.deliveries.deliveries_due("w", retry_at)
    assert (due.attempts, due.reason, due.next_try_at) == (1, "refused", retry_at)


def test_an_attempt_counts_once_from_sending_to_its_failure(store: Store) -> None:
    kept = save(store, digest())
    email = store.deliveries.deliveries(kept.id)[1]
    store.deliveries.mark_delivery(email.id, DeliveryState.SENDING, NOW)
    assert store.deliveries.deliveries(kept.id)[1].attempts == 1
    store.deliveries.mark_delivery(email.id, DeliveryState.PENDING, NOW, reason="refused")
    assert store.deliveries.deliveries(kept.id)[1].attempts == 1
    store.deliveries.mark_delivery(email.id, DeliveryState.SENDING, NOW)
    store.deliveries.mark_delivery(email.id, DeliveryState.SENT, NOW + HOUR)
    sent = store.deliveries.deliveries(kept.id)[1]
    assert (sent.state, sent.attempts, sent.reason, sent.changed_at) == (DeliveryState.SENT, 2, "", NOW + HOUR)


def test_doubtful_are_the_uncertain_and_the_failed_in_the_order_they_became_so(store: Store) -> None:
    first, second = save(store, digest(slot="r1"), "rerun"), save(store, digest(slot="r2"), "rerun")
    files, email = store.deliveries.deliveries(first.id)
    sent, pending = store.deliveries.deliveries(second.id)
    store.deliveries.mark_delivery(email.id, DeliveryState.FAILED, NOW + HOUR, reason="refused")
    store.deliveries.mark_delivery(files.id, DeliveryState.UNCERTAIN, NOW + 2 * HOUR)
    store.deliveries.mark_delivery(sent.id, DeliveryState.SENT, NOW + 2 * HOUR)
    store.deliveries.mark_delivery(pending.id, DeliveryState.PENDING, NOW + 2 * HOUR, reason="refused")
    doubtful = store.deliveries.doubtful("w", None)
    assert [(one.id, one.state) for one in doubtful] == [
        (email.id, DeliveryState.FAILED),
        (files.id, DeliveryState.UNCERTAIN),
    ]
    assert doubtful[0].reason == "refused"
    assert store.deliveries.doubtful("w", NOW) == doubtful
    assert store.deliveries.doubtful("w", NOW + HOUR) == doubtful[1:]
    assert store.deliveries.doubtful("w", NOW + 2 * HOUR) == ()
    assert store.deliveries.doubtful("other", None) == ()


def test_what_a_dead_process_was_sending_is_uncertain(store: Store) -> None:
    kept = save(store, digest())
    files, email = store.deliveries.deliveries(kept.id)
    store.deliveries.mark_delivery(email.id, DeliveryState.SENDING, NOW)
    [settled] = store.deliveries.settle_interrupted(NOW + HOUR)
    assert (settled.id, settled.state, settled.changed_at) == (email.id, DeliveryState.UNCERTAIN, NOW + HOUR)
    assert store.deliveries.doubtful("w", NOW) == (settled,)
    assert store.deliveries.settle_interrupted(NOW + HOUR) == ()
    assert [due for due, _ in store.deliveries.deliveries_due("w", NOW + HOUR)] == [files]
