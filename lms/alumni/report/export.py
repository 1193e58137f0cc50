"""What an evaluator takes along: settings, codebook, rows under pseudonyms, published tables, and a script for R."""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lms.alumni import estimators, results
from lms.alumni.estimators.proportions import stratified
from lms.alumni.estimators.reliability import Verdict
from lms.alumni.models import Campaign
from lms.alumni.report import codebook, method
from lms.alumni.report.generalising import DETAILS, Row, by_cell, generalised
from lms.alumni.report.parts import Table
from lms.alumni.report.rows import rows_of
from lms.alumni.results import Results
from lms.core.spreadsheets import as_csv

SCRIPT = Path(__file__).with_name("reproduce.R")
TIMES = (12, 24, 36, 48, 60)
DATE_FORMAT = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes
FROZEN = (
    *("code", "title", "programme_codes", "countries", "completed_from", "completed_until", "endpoint", "definition"),
    *("wave_months", "design", "sample_size", "follow_one_in", "replicates", "margin", "expected_share"),
    *("expected_response", "eligible_share", "by_organisation", "joined_units", "allocation", "changed_counts"),
    *("modes", "reminder_days", "phone_from_day", "proxy_from_day", "opens_on", "closes_on", "seed", "frame_size"),
    *("frame_hash", "frame_margins"),
)


def export_of(found: Results, tables: Sequence[Table]) -> bytes:
    """The ZIP file of one campaign; without rows where not even the figure of all may be shown."""
    rows, final = rows_of(found.campaign)
    kept = generalised(rows) if found.overall.figure else []
    files = {
        "README.txt": codebook.README.encode(),
        "settings.json": as_json(settings_of(found.campaign)),
        "numbers.json": as_json(quotable(results.as_json(found))),
        "codebook.csv": as_csv(["column", "meaning"], codebook.COLUMNS.items()),
        "people.csv": as_csv(list(codebook.COLUMNS), cells_of(kept, final)),
        "expected.csv": as_csv(["name", "value"], expected_of(kept).items()),
        "reproduce.R": SCRIPT.read_bytes(),
        **{f"tables/{table.name}.csv": as_csv(*without_rough(table).written) for table in tables},
    }
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, DATE_FORMAT), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value, indent=2, default=str, ensure_ascii=False).encode()


def settings_of(campaign: Campaign) -> dict[str, Any]:
    """What was frozen at the draw, with the software that makes the numbers; margins without small classes."""
    frozen = {name: getattr(campaign, name) for name in FROZEN}
    margins = {
        name: {key: count for key, count in classes.items() if count >= estimators.SHOWN_FROM}
        for name, classes in campaign.frame_margins.items()
    }
    software = {"version": method.version_of_code(), "code_sha256": method.code_sha256()}
    return frozen | {"frame_margins": margins, "software": software}


def quotable(numbers: dict[str, Any]) -> dict[str, Any]:
    """Without the lines of the tables that are too uncertain to be quoted."""
    return {
        key: {name: line for name, line in value.items() if line["verdict"] != Verdict.UNRELIABLE}
        if key.startswith("by_")
        else value
        for key, value in numbers.items()
    }


def without_rough(table: Table) -> Table:
    """Figures that are too uncertain to be quoted stay on the page, in grey, where everybody sees how wide they are."""
    rows = [row for row in table.rows if not row.notes]
    return Table(table.name, table.caption, table.headings, rows, table.notes)


def cells_of(rows: Iterable[Row], final: Mapping[str, float]) -> list[list[Any]]:
    """In the order of codebook.COLUMNS. The final weight is the mean of the rows alike: it would tell them apart."""
    rows = list(rows)
    means = mean_weights(rows, final)
    return [
        [
            *(row.pseudonym, row.cell, rounded(row.frame), rounded(row.weight), rounded(row.base_weight)),
            *(means.get(alike(row)), row.sector, row.sex, row.years, None if row.is_in is None else int(row.is_in)),
            *(row.status, row.source, row.disposition, row.left, row.right, int(row.is_estimated)),
        ]
        for row in rows
    ]


def mean_weights(rows: Iterable[Row], final: Mapping[str, float]) -> dict[tuple, float]:
    found: dict[tuple, list[float]] = defaultdict(list)
    for row in rows:
        if row.pseudonym in final:
            found[alike(row)].append(final[row.pseudonym])
    return {key: round(sum(weights) / len(weights), 4) for key, weights in found.items()}


def alike(row: Row) -> tuple:
    return row.cell, row.is_in is None, *(getattr(row, name) for name in DETAILS)


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 9)


def expected_of(rows: Iterable[Row]) -> dict[str, float]:
    """What the rows give, by our own estimators: the same numbers as reproduce.R computes."""
    estimated = [row for row in rows if row.is_estimated]
    known = [row for row in estimated if row.is_in is not None]
    if not known:
        return {}
    return shares_of(known) | bounds_of(estimated) | tenure_of(known)


def shares_of(known: Sequence[Row]) -> dict[str, float]:
    cells = by_cell(known)
    columns = [(rows[0].frame, len(rows), sum(row.is_in for row in rows)) for rows in cells.values()]
    proportion = stratified(*(list(column) for column in zip(*columns, strict=True)))
    found = {"share": proportion.share, "share_std_error": float(np.sqrt(proportion.variance))}
    if proportion.variance > 0:
        low, high = estimators.korn_graubard(proportion)
        found |= {"share_low": low, "share_high": high}
    return found


def bounds_of(estimated: Sequence[Row]) -> dict[str, float]:
    cells = by_cell(estimated).values()
    frame = sum(rows[0].frame for rows in cells)
    worst = sum(rows[0].frame * sum(row.is_in is True for row in rows) / len(rows) for rows in cells) / frame
    best = sum(rows[0].frame * sum(row.is_in is not False for row in rows) / len(rows) for rows in cells) / frame
    return {"worst": worst, "best": best}


def tenure_of(known: Sequence[Row]) -> dict[str, float]:
    """The share still in post at whole years, with the design's weights and without."""
    spells = [row for row in known if row.right is not None or row.left > 0]
    if not spells:
        return {}
    left, right = [row.left for row in spells], [np.inf if row.right is None else row.right for row in spells]
    found = {}
    for name, weights in (("unweighted", None), ("weighted", [row.weight for row in spells])):
        still = estimators.npmle(left, right, weights).at(TIMES)
        found |= {f"still_{name}_{time}": float(share) for time, share in zip(TIMES, still, strict=True)}
    return found
