"""The logframe's indicators as one sheet that prints: each with what it counts, from where, and its limits."""
