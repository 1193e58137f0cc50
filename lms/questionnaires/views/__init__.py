"""Screens of the bank for editors, translators, reviewers and administrators."""
