"""The demo's named people: one account per role, the same words in the documentation."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from lms.core.languages import LANGUAGE_OF
from lms.people.models import Consent, Role, User

PASSWORD = "mekong-demo-2026"  # noqa: S105 (printed at every start: the demo's people are invented)
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Member:
    account: str
    country: str
    full_name: str
    latin: str
    sex: str
    role: str = ""
    scope_country: str = ""
    scope_language: str = ""


CAST = [
    Member("learner.kh", "KH", "សុខ ស្រីមុំ", "Sok Sreymom", "female"),
    Member("learner.la", "LA", "ສົມສັກ ພົມມະຈັນ", "Somsack Phommachan", "male"),
    Member("learner.mm", "MM", "ခင်သီတာဝင်း", "Khin Thida Win", "female"),
    Member("learner.th", "TH", "ณัฐวุฒิ แสงทอง", "Nattawut Saengthong", "male"),
    Member("learner.vn", "VN", "Nguyễn Thị Lan", "Nguyen Thi Lan", "female"),
    Member("learner.cn", "CN", "王丽华", "Wang Lihua", "female"),
    Member("trainer.kh", "KH", "ចាន់ ដារ៉ា", "Chan Dara", "male", Role.Kind.TRAINER, "KH"),
    Member("trainer.la", "LA", "ຄຳຫຼ້າ ວົງສາ", "Khamla Vongsa", "female", Role.Kind.TRAINER, "LA"),
    Member("observer.kh", "KH", "កែវ ពិសិដ្ឋ", "Keo Piseth", "male", Role.Kind.OBSERVER, "KH"),
    Member("taskforce.kh", "KH", "ញ៉ែម បុប្ផា", "Nhem Bopha", "female", Role.Kind.TASK_FORCE, "KH"),
    Member("taskforce2.kh", "KH", "អ៊ុក វណ្ណា", "Ouk Vanna", "male", Role.Kind.TASK_FORCE, "KH"),
    Member("taskforce.la", "LA", "ບຸນມີ ສີສຸກ", "Bounmy Sisouk", "male", Role.Kind.TASK_FORCE, "LA"),
    Member("interviewer.kh", "KH", "ហេង សុភា", "Heng Sophea", "female", Role.Kind.INTERVIEWER, "KH"),
    Member("admin", "TH", "อรทัย บุญมา", "Orathai Bunma", "female", Role.Kind.ADMINISTRATOR),
    Member("editor", "TH", "ปิยะ ศรีสุข", "Piya Srisuk", "male", Role.Kind.EDITOR),
    Member("translator.km", "KH", "លី រតនា", "Ly Ratana", "female", Role.Kind.TRANSLATOR, "", "km"),
    Member("reviewer.km", "KH", "សុខ វិចិត្រ", "Sok Vichet", "male", Role.Kind.REVIEWER, "", "km"),
]

ENGLISH_SPEAKERS = {"admin", "editor"}


def is_seeded() -> bool:
    return User.objects.filter(email=f"admin@{DOMAIN}").exists()


def seed_cast() -> dict[str, User]:
    """Make the named people with their roles and consents; `{account: person}`."""
    password = make_password(PASSWORD)
    people = {member.account: seed_member(member, password) for member in CAST}
    for person in people.values():
        for purpose in Consent.Purpose.values:
            Consent.objects.get_or_create(person=person, purpose=purpose, defaults={"is_given": True})
    return people


def seed_member(member: Member, password: str) -> User:
    email = f"{member.account}@{DOMAIN}"
    language = "en" if member.account in ENGLISH_SPEAKERS else LANGUAGE_OF[member.country]
    person, _created = User.objects.get_or_create(
        email=email,
        defaults={
            "full_name": member.full_name,
            "full_name_latin": member.latin,
            "sex": member.sex,
            "country": member.country,
            "language": language,
            "password": password,
            "is_demo": True,
        },
    )
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    if member.role:
        Role.objects.get_or_create(
            person=person, kind=member.role, country=member.scope_country, language=member.scope_language
        )
    return person
