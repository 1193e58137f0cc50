"""One snapshot as a credential is made of it."""


def printed(lang):
    return {
        "lang": lang,
        "title": "Trainer’s certificate",
        "achievement": "has met every requirement for trainers in the programme",
        "programme": "Training of Trainers",
        "statement": "COMMIT Learn certificate, RTP-aligned curriculum version 2026.1",
        "facts": [
            ["Number", "CL-KH-2026-000001"],
            ["Issued on", "22 November 2026"],
            ["Valid until", "22 November 2029"],
            ["Decided by", "Task Force of Cambodia"],
            ["Decided on", "20 November 2026"],
        ],
    }


FACTS = {
    "format": 2,
    "curriculum_version": "2026.1",
    "programme_code": "tot",
    "kind": "trainer",
    "level": "certified",
    "language": "km",
    "name": "សុខ ស្រីមុំ",
    "name_latin": "Sok Sreymom",
    "country": "KH",
    "number": "CL-KH-2026-000001",
    "code": "7KQ2-M8XB-4RTN-AAAA",
    "verify_url": "https://learn.example.org/verify/7KQ2-M8XB-4RTN-AAAA/",
    "issued_on": "2026-11-22",
    "valid_until": "2029-11-22",
    "decided_on": "2026-11-20",
    "printed": [printed("km"), printed("en")],
}
