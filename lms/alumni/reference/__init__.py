"""How reference cases call the figures behind retention."""
