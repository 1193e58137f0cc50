"""Screens for trainers: cohorts, their people, sessions and attendance."""
