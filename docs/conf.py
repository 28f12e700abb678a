"""How the pages in this folder are built: `make docs`."""

from importlib.metadata import version as installed_version

project = "shakedown"
release = installed_version("shakedown-lab")

extensions = ["myst_parser"]
myst_heading_anchors = 3  # so that a page can point at a heading of another
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"shakedown {release}"
html_show_copyright = False
