"""A programme's levels, compared: the later one in its list is the higher."""

from lms.core.programmes import Level, Programme


def above(programme: Programme, held: str) -> list[Level]:
    """The levels higher than `held`, from the lowest; all of them where nothing, or no level, is held."""
    codes = [level.code for level in programme.levels]
    return list(programme.levels[codes.index(held) + 1 :]) if held in codes else list(programme.levels)


def is_above(programme: Programme, level: str, held: str) -> bool:
    return level in [each.code for each in above(programme, held)]


def is_known(programme: Programme, code: str) -> bool:
    """Where a programme has levels one must be named; where it has none, none can be."""
    return code in [level.code for level in programme.levels] if programme.levels else code == ""


def demanded_by(programme: Programme, level: str) -> int:
    """How many of the requirements, in the programme's order, belong to `level` and those below it."""
    return len(programme.checks) + len(programme.checks_up_to(level))
