"""The action plan's form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.learning.models import ActionPlan


class ActionPlanForm(forms.ModelForm):
    class Meta:
        model = ActionPlan
        fields = ["change", "first_step", "second_step", "ally", "measure"]
        help_texts = {
            "change": _("One thing that is in your own power. Name no victim and no case."),
            "first_step": _("What you do in the first week."),
        }
        widgets = {
            "change": forms.Textarea(attrs={"rows": 3}),
            "first_step": forms.Textarea(attrs={"rows": 2}),
            "second_step": forms.Textarea(attrs={"rows": 2}),
        }


class FinishForm(forms.Form):
    lesson = forms.UUIDField()
