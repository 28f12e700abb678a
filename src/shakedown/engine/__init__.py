"""Run it: the compiled society and its door, `simulate`."""
