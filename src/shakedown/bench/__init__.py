"""How fast it is here: the kernel, its peers, the fit and the start, as ratios where that is possible."""
