"""Who sees which figures."""

from lms.people.models import User


def can_see_figures(user: User) -> bool:
    """Trainers of their cohorts, task forces of their country, administrators of all."""
    return user.is_trainer or user.is_task_force_member or user.is_administrator


def can_see_capacity(user: User) -> bool:
    """Task forces of their country, administrators of all: the numbers for those who plan the training."""
    return user.is_task_force_member or user.is_administrator
