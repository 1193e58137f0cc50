"""What writing and reading QTI share: names, versions, and what the package says beside the items.

A package holds one item file per question and language (`items/<code>/<language>.xml`, with xml:lang), because
players show one language of an item. The manifest's LOM metadata say which files are one question (the identifier
of our catalogue), its programme, competency and level, and what QTI has no words for (keywords `name:value`).
"""

import re
from dataclasses import dataclass

from lms.questionnaires import drafts

CATALOGUE = "commit-learn"
LOM = "http://ltsc.ieee.org/xsd/LOM"
MANIFEST = "imsmanifest.xml"
CAPITAL = re.compile("([A-Z])")
HTML_NAMES = {"p", "br", "div", "span"}
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
RATIONALE = "rationale"
CONFIDENCE, HARM, KIND, MACHINE = "confidence", "serious-harm", "kind", "machine-draft"
CHOICE, PROMPT = "choice_", "prompt_"
ONE_CHOICE = (drafts.SINGLE_BEST, drafts.TRUE_FALSE, drafts.SITUATIONAL, drafts.ATTITUDE)


@dataclass(frozen=True)
class Version:
    """One version of QTI: its namespaces, and where the published schemas stand."""

    code: str
    item_namespace: str
    item_schema: str
    package_namespace: str
    package_schema: str
    resource_type: str
    schema: str
    schema_version: str

    @property
    def has_dashes(self) -> bool:
        """Version 3 writes `qti-choice-interaction max-choices`, version 2 `choiceInteraction maxChoices`."""
        return self.code.startswith("3")

    def tag(self, name: str) -> str:
        return f"qti-{dashed(name)}" if self.has_dashes and name not in HTML_NAMES else name

    def attribute(self, name: str) -> str:
        return dashed(name) if self.has_dashes and ":" not in name else name


def dashed(name: str) -> str:
    return CAPITAL.sub(lambda match: "-" + match[1].lower(), name)


def undashed(name: str) -> str:
    """`qti-choice-interaction` and `choiceInteraction` are the same element."""
    first, *rest = name.removeprefix("qti-").split("-")
    return first + "".join(part.capitalize() for part in rest)


QTI_2_1 = Version(
    code="2.1",
    item_namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    item_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    package_namespace="http://www.imsglobal.org/xsd/imscp_v1p1",
    package_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    resource_type="imsqti_item_xmlv2p1",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
)
QTI_3_0 = Version(
    code="3.0",
    item_namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    item_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    package_namespace="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    resource_type="imsqti_item_xmlv3p0",
    schema="QTI Package",
    schema_version="3.0.0",
)
VERSIONS = {version.code: version for version in (QTI_2_1, QTI_3_0)}


def name_of(letter: str) -> str:
    """QTI names begin with a letter."""
    return (PROMPT if letter in drafts.PROMPTS else CHOICE) + letter
