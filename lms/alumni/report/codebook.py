"""The columns of the file about people, in English as the file itself: what evaluators and programs read."""

from lms.alumni.estimators import SHOWN_FROM

COLUMNS = {
    "pseudonym": "Drawn at random for this follow-up; says nothing about the person.",
    "stratum": (
        "Cell of the estimate: country, or country and number of the ministry; /silent: followed up after no answer. "
        f"Cells of fewer than {SHOWN_FROM} people, or that tell too much of few, are joined."
    ),
    "stratum_frame": "People trained whom the cell stands for.",
    "design_weight": "People trained for each person whose post is known: stratum_frame / people known in the cell.",
    "base_weight": "1 / chance of being asked, at the draw.",
    "final_weight": "After non-response, raking and trimming; empty where not made.",
    "sector": f"Sector at the training. Empty: not stated, or fewer than {SHOWN_FROM} people alike in the cell.",
    "sex": f"female, male, other. Empty: not stated, or fewer than {SHOWN_FROM} people alike in the cell.",
    "years": f"Years from the training to the closing day: 0-2, 3-5, 6+. Empty: fewer than {SHOWN_FROM} people alike.",
    "in_post": "1: in an anti-trafficking post by the follow-up's endpoint; 0: not; empty: not known.",
    "status": "Group of statuses; empty: not known.",
    "source": "Who told: self, document, staff_list, focal_point, colleague; empty: nobody.",
    "disposition": "AAPOR: I, P complete, partial; R refusal; NC no contact; O other; UH, UO unknown; NE not eligible.",
    "left": "Whole months since the training when last known in post.",
    "right": "Whole months since the training when first known out; empty: has not left. Equal to left: exact.",
    "is_estimated": "1: counts in the estimate; 0: silent and not drawn for the follow-up, or not of the frame.",
}
README = """What this folder holds

people.csv      One row a person asked, under a pseudonym; codebook.csv says what its columns mean.
codebook.csv    The columns of people.csv.
settings.json   Every setting, the seed, the fingerprint of the list of people, and the software.
numbers.json    The numbers as they were published on the page.
expected.csv    The numbers that people.csv gives: what reproduce.R compares itself with.
reproduce.R     Computes them anew in R (packages survey, survival, interval, icenReg): Rscript reproduce.R
tables/         The published tables.

In people.csv months are whole and small cells are joined, so that nobody can be singled out: its numbers may differ
from the published ones in the third digit. Answers are never used for decisions about staff, and nobody may try to
find out who a row is about. Figures that are too uncertain to be quoted are not in these tables.
"""
