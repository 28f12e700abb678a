"""A local page on one case: move a lever, see what changes, why, and how sure that is. Nothing leaves the machine."""
