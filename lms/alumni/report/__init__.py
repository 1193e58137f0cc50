"""What a follow-up found, told once: the page, the sheet of paper and the tables to take along say the same."""
