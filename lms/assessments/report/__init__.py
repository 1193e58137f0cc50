"""The report on a programme's tests: how each question and form behaved, and what was learned."""
