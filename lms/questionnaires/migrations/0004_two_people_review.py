from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0003_unreviewed_questions_are_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('content_reviewed_by__isnull', True), ('harm_reviewed_by__isnull', True), models.Q(('content_reviewed_by', models.F('harm_reviewed_by')), _negated=True), _connector='OR'), name='two_people_review_a_question'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'retired']), models.Q(('content_reviewed_by__isnull', False), ('state', 'content_reviewed')), models.Q(('content_reviewed_by__isnull', False), ('harm_reviewed_by__isnull', False)), _connector='OR'), name='a_reviewed_question_names_its_reviewers'),
        ),
    ]
