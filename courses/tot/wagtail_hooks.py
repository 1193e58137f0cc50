"""The audit log's words for what candidates and observers do."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("tot.apply", _("Save a candidacy"), _("Candidacy saved"))
    actions.register_action("tot.add_session", _("Add a practice lesson"), _("Practice lesson added"))
    actions.register_action("tot.change_session", _("Change a practice lesson"), _("Practice lesson changed"))
    actions.register_action("tot.remove_session", _("Remove a practice lesson"), _("Practice lesson removed"))
    actions.register_action("tot.begin_observation", _("Begin an observation"), _("Observation begun"))
    actions.register_action("tot.save_observation", _("Save an observation"), _("Observation saved"))
    actions.register_action("tot.sign_observation", _("Sign an observation"), _("Observation signed"))
    actions.register_action("tot.countersign_observation", _("Confirm an observation"), _("Observation confirmed"))
    actions.register_action("tot.write_portfolio", _("Write a portfolio"), _("Portfolio written"))
    actions.register_action("tot.take_figures", _("Take figures of a course"), _("Figures of a course taken"))
    actions.register_action("tot.add_file", _("Add a file to a portfolio"), _("File added to a portfolio"))
    actions.register_action("tot.remove_file", _("Remove a file of a portfolio"), _("File of a portfolio removed"))
    actions.register_action("tot.score_lesson", _("Score a described lesson"), _("Described lesson scored"))
