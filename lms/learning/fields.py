"""A StreamField whose block definitions stay out of the migrations."""

from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """A lesson's blocks change often; the column never does."""

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "lms.learning.fields.QuietStreamField", [[]], kwargs
