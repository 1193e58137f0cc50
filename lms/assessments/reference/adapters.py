"""Which reference methods this app computes: for settings.REFERENCE_ADAPTERS."""

from lms.assessments.reference import forms, gain, items

ADAPTERS = {
    "paired_gain": gain.paired_gain,
    "mcnemar": gain.mcnemar,
    "item_analysis": items.items,
    "equating": forms.forms,
}
