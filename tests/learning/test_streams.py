from uuid import UUID

from lms.learning.streams import as_read, body_of, digest

KEY = UUID(int=7)
LESSON = {
    "take_to_work": {"action": "Ask a colleague. "},
    "experience": {"text": "\nDara waits.\n"},
    "look_back": {"questions": ["Who waits?", "Why?"]},
    "try_it": {
        "situation": "A door is locked.",
        "question": "What do you do?",
        "options": [{"text": "Knock", "consequence": "It opens", "principle": "Ask first", "recommended": True}],
    },
}


def test_body_has_the_parts_in_the_order_of_a_lesson():
    assert [part["type"] for part in body_of(LESSON, key=KEY)] == ["experience", "look_back", "try_it", "take_to_work"]


def test_body_of_nothing_is_empty():
    assert body_of({}, key=KEY) == []


def test_body_strips_the_texts():
    assert body_of(LESSON, key=KEY)[0]["value"] == {"text": "Dara waits."}


def test_recommended_becomes_the_blocks_own_word():
    option = body_of(LESSON, key=KEY)[2]["value"]["options"][0]["value"]
    assert option == {"text": "Knock", "consequence": "It opens", "principle": "Ask first", "is_recommended": True}


def test_ids_are_the_same_at_every_load():
    assert body_of(LESSON, key=KEY) == body_of(LESSON, key=KEY)


def test_ids_differ_within_a_lesson_and_between_lessons():
    def ids(key):
        questions = body_of(LESSON, key=key)[1]["value"]["questions"]
        return {question["id"] for question in questions}

    assert len(ids(KEY)) == 2
    assert ids(KEY).isdisjoint(ids(UUID(int=8)))


def test_digest_ignores_block_ids():
    one, other = body_of(LESSON, key=KEY), body_of(LESSON, key=UUID(int=8))
    assert digest({"body": one}, live=True) == digest({"body": other}, live=True)


def test_digest_sees_a_changed_word():
    assert digest({"title": "A"}, live=True) != digest({"title": "B"}, live=True)


def test_digest_sees_that_a_page_was_taken_down():
    assert digest({"title": "A"}, live=True) != digest({"title": "A"}, live=False)


def test_digest_ignores_a_browsers_line_ends():
    assert digest({"text": "a\r\n\r\nb"}, live=True) == digest({"text": "a\n\nb"}, live=True)


def test_as_read_keeps_everything_else():
    assert as_read([{"id": "1", "value": {"id": "2", "text": "x"}}]) == [{"value": {"text": "x"}}]
