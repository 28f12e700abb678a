"""`python -m shakedown`, the same as `shakedown`."""

from shakedown.cli import main

if __name__ == "__main__":
    main(prog_name="shakedown")
