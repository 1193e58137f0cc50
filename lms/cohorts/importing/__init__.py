"""Participant lists: from a spreadsheet to people in a cohort."""
