"""Which societies fit: the likelihood of what was said, a bank of runs, and the door, `fit`."""
