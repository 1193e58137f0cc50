"""Every number of a campaign: read once, estimated, and without what may not be shown."""

from lms.alumni.results.building import filtered, headline_of, read, results_of
from lms.alumni.results.document import as_json
from lms.alumni.results.figures import Filtered, Results

__all__ = ["Filtered", "Results", "as_json", "filtered", "headline_of", "read", "results_of"]
