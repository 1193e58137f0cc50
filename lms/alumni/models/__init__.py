"""Campaigns, the people that they ask, what was said of them, and who looked at the figures."""

from lms.alumni.models.campaigns import Campaign, Stratum
from lms.alumni.models.cases import Case, Contact, Report
from lms.alumni.models.estimations import Estimation
from lms.alumni.models.ethics import DataAgreement, FigureQuery
from lms.alumni.models.submissions import Submission

__all__ = [
    "Campaign",
    "Case",
    "Contact",
    "DataAgreement",
    "Estimation",
    "FigureQuery",
    "Report",
    "Stratum",
    "Submission",
]
