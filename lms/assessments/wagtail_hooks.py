"""Names of our lines in the audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("assessments.freeze", _("Freeze form"), _("Form frozen"))
    actions.register_action("assessments.start", _("Start test"), _("Test started"))
    actions.register_action("assessments.mark", _("Mark answer"), _("Answer marked"))
    actions.register_action("assessments.rekey", _("Correct key"), _("Key corrected"))
    actions.register_action("assessments.hand_in", _("Hand in test"), _("Test handed in"))
    actions.register_action("assessments.time_out", _("End test at its deadline"), _("Test ended at its deadline"))
    actions.register_action("assessments.send_flags", _("Send flags to review"), _("Flags sent to review"))
    actions.register_action("assessments.grant_try", _("Give one more try"), _("One more try given"))
    actions.register_action("assessments.print_sheets", _("Print answer sheets"), _("Answer sheets printed"))
    actions.register_action("assessments.print_booklet", _("Print questions"), _("Questions printed"))
    actions.register_action("assessments.type_sheet", _("Type answers from paper"), _("Answers from paper typed"))
    actions.register_action(
        "assessments.correct_sheet", _("Correct answers from paper"), _("Answers from paper corrected")
    )
