from lms.learning.versions import VersionedStore


def test_a_value_is_made_once_at_one_version():
    store, made = VersionedStore(at_most=5), []
    for _each in range(2):
        store.get_or_make((1, "t"), "key", lambda: made.append(1) or "value")
    assert made == [1]


def test_a_new_version_forgets_everything():
    store = VersionedStore(at_most=5)
    store.put((1, "t"), "key", "old")
    assert store.get((2, "t"), "key") is None
    assert store.get((1, "t"), "key") is None


def test_the_same_number_at_another_time_is_another_version():
    store = VersionedStore(at_most=5)
    store.put((1, "monday"), "key", "old")
    assert store.get((1, "tuesday"), "key") is None


def test_without_a_version_nothing_is_held():
    store = VersionedStore(at_most=5)
    store.put(None, "key", "value")
    assert store.get(None, "key") is None


def test_a_full_store_starts_anew():
    store = VersionedStore(at_most=2)
    for key in "abc":
        store.put((1, "t"), key, key)
    assert [store.get((1, "t"), key) for key in "abc"] == [None, None, "c"]
