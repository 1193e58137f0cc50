"""The five parts of a lesson as StreamField blocks; choices are StreamBlock children, so that translation sees them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuestionsBlock(blocks.StreamBlock):
    question = blocks.TextBlock(label=_("Question"))


class IdeaBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"))


class IdeasBlock(blocks.StreamBlock):
    idea = IdeaBlock(label=_("Idea"))


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What one may do"))
    consequence = blocks.TextBlock(label=_("What happens to the person"))
    principle = blocks.TextBlock(label=_("The principle"))
    is_recommended = blocks.BooleanBlock(required=False, label=_("The better choice"))


class OptionsBlock(blocks.StreamBlock):
    option = OptionBlock(label=_("Option"))


class ExperienceBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("A short case"))

    class Meta:
        template = "learning/blocks/experience.html"
        label = _("Start from experience")


class LookBackBlock(blocks.StructBlock):
    questions = QuestionsBlock()

    class Meta:
        template = "learning/blocks/look_back.html"
        label = _("Look back")


class MakeSenseBlock(blocks.StructBlock):
    ideas = IdeasBlock(max_num=5)

    class Meta:
        template = "learning/blocks/make_sense.html"
        label = _("Make sense")


class TryItBlock(blocks.StructBlock):
    situation = blocks.TextBlock()
    question = blocks.TextBlock()
    options = OptionsBlock()

    class Meta:
        template = "learning/blocks/try_it.html"
        label = _("Try it")


class TakeToWorkBlock(blocks.StructBlock):
    action = blocks.TextBlock()

    class Meta:
        template = "learning/blocks/take_to_work.html"
        label = _("Take it to work")


class CountryLawBlock(blocks.StructBlock):
    country = blocks.CharBlock(max_length=2)
    text = blocks.TextBlock(required=False)
    last_verified_on = blocks.DateBlock(required=False)
    verified_by = blocks.CharBlock(required=False)


class CountryLawsBlock(blocks.StreamBlock):
    law = CountryLawBlock()

    class Meta:
        template = "learning/blocks/country_laws.html"
        label = _("The law in each country")


class LessonBlocks(blocks.StreamBlock):
    experience = ExperienceBlock()
    look_back = LookBackBlock()
    make_sense = MakeSenseBlock()
    try_it = TryItBlock()
    take_to_work = TakeToWorkBlock()
    country_laws = CountryLawsBlock()

    class Meta:
        required = False
