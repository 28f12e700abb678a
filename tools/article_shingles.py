"""Reduce an article to hashes, by which a test can tell that no six words of it in a row stand in the project.

    python tools/article_shingles.py ARTICLE.txt tests/data/article_shingles.txt

One line a shingle: the first 8 hexadecimal digits of the SHA-256 of six words in lower case, in order of hash. The
article cannot be put together from them.
"""

import re
import sys
from hashlib import sha256
from pathlib import Path

WORDS = 6


def shingles(text: str) -> dict[str, str]:
    """Every six words in a row of a text, by their hash; whatever is no letter, digit or hyphen parts words."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower().replace("’", "'"))
    rows = [" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)]
    return {sha256(row.encode()).hexdigest()[:8]: row for row in rows}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    found = shingles(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text("".join(f"{each}\n" for each in sorted(found)), encoding="utf-8")
    print(f"{len(found)} hashes in {sys.argv[2]}")
