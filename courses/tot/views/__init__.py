"""Screens of observers and of candidates."""
