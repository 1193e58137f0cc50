"""The plots of a follow-up: pure geometry from figures, drawn alike on a page and on paper."""
