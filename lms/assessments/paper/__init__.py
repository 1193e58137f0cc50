"""Tests on paper: booklets and answer sheets to print, and what is typed from them."""
