"""Trained people in post, now and in the next years, and how many to train: the pages for those who plan."""
