"""Questions from and to files: spreadsheets, QTI packages, Moodle XML."""
