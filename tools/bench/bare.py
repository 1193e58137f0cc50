"""The least that a Django view of the same shape costs: the same middleware, a person, one small page or one upsert."""

import json
from pathlib import Path

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.template import Context, Engine
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log

from lms.learning.models import HomePage

CREATE_TABLE = """
CREATE TABLE bench_answer (
    person_id bigint NOT NULL,
    position integer NOT NULL,
    choice varchar(32) NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (person_id, position)
)
"""
UPSERT = """
INSERT INTO bench_answer (person_id, position, choice, sequence) VALUES (%s, %s, %s, %s)
    ON CONFLICT (person_id, position) DO UPDATE SET choice = excluded.choice, sequence = excluded.sequence
 WHERE excluded.sequence > bench_answer.sequence
"""
ROWS = [(f"Row {number}", f"What the row says, {number} of 40, & a little more.") for number in range(1, 41)]

# An engine of its own: no context processors, no tags of ours.
_template = Engine(dirs=[Path(__file__).parent / "templates"]).get_template("bench/bare.html")


@require_GET
def page(request):
    """4 KB of HTML for the person signed in, or for nobody."""
    name = request.user.full_name if request.user.is_authenticated else "visitor"
    return HttpResponse(_template.render(Context({"name": name, "rows": ROWS})))


@require_POST
def save(request):
    """One upsert for the person signed in."""
    sent = json.loads(request.body)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [request.user.pk, sent["position"], sent["option"], sent["sequence"]])
    return JsonResponse({"saved_at": "now", "sequence": sent["sequence"]})


@require_GET
def publish(request):
    """Move the content version, as an editor's publishing does: what every process holds of pages is forgotten."""
    log(instance=HomePage.objects.first(), action="wagtail.publish")
    return HttpResponse("published")
