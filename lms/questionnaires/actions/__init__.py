"""Writes to the bank, one module per subject: loading, writing, steps, wordings, tasks."""
