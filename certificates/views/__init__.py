"""The screens: the trainer's, the Task Force's, and everyone's."""
