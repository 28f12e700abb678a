"""shakedown."""
