"""The writers of this app, by subject."""
