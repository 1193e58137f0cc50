"""Words that a mail to a person asked never holds: who reads it over a shoulder must not learn what the work is."""

import re
import unicodedata

# The subject, the programme and the people concerned, as officials write them in each language.
TELLING = {
    "en": ("traffick*", "commit", "victim*", "exploit*", "slave*", "smuggl*"),
    "km": ("ជួញដូរ", "ជនរងគ្រោះ", "កេងប្រវ័ញ្ច"),
    "lo": ("ຄ້າມະນຸດ", "ຜູ້ຖືກເຄາະຮ້າຍ", "ຂູດຮີດ"),
    "my": ("လူကုန်ကူး", "ခေါင်းပုံဖြတ်"),
    "th": ("ค้ามนุษย์", "ผู้เสียหาย", "แสวงหาประโยชน์"),
    "vi": ("mua bán người", "buôn bán người", "buôn người", "nạn nhân", "bóc lột"),
    "zh-hans": ("贩运", "人口贩卖", "拐卖", "受害", "剥削"),
}


def telling_words(text: str) -> list[str]:
    """The words of the list, of whichever language, that stand in the text, in its order; each once."""
    plain = unicodedata.normalize("NFC", text)
    found = [match for words in TELLING.values() for word in words for match in pattern(word).finditer(plain)]
    return list(dict.fromkeys(match.group() for match in sorted(found, key=lambda match: match.start())))


def pattern(word: str) -> re.Pattern[str]:
    """A Latin word stands by itself, with any ending where it is marked by *; other scripts do not part words."""
    stem = re.escape(unicodedata.normalize("NFC", word.rstrip("*")))
    if not stem.isascii():
        return re.compile(stem, re.IGNORECASE)
    ending = "[a-z]*" if word.endswith("*") else "(?![a-z])"
    return re.compile(f"(?<![a-z]){stem}{ending}", re.IGNORECASE)
