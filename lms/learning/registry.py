"""The concrete page classes of each programme: found among the subclasses, so that nothing here imports a course."""

from lms.learning.models import LessonPageBase, ModulePageBase, ProgrammePageBase

BASES = (ProgrammePageBase, ModulePageBase, LessonPageBase)


def models_of(code: str) -> tuple[type, type, type]:
    """The classes of the programme page, the module page and the lesson page."""
    return tuple(one_of(base, code) for base in BASES)


def one_of(base: type, code: str) -> type:
    return next(model for model in base.__subclasses__() if model.programme_code == code)
