"""What published studies found, and whether the default society behaves so: each finding with its own baseline."""
