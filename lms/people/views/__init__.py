"""Screens for signing in, for the own details and for administrators."""
