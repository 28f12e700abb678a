"""Fill the generated blocks of a page: what stands between `<!-- NAME -->` and `<!-- end of NAME -->`."""

from collections.abc import Mapping


def filled(page: str, blocks: Mapping[str, str]) -> str:
    """The page with every block written anew. A block that the page does not have, or twice, is a `ValueError`."""
    for name, text in blocks.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        if page.count(begin) != 1 or page.count(end) != 1:
            raise ValueError(f"the page must have one block {name}")
        before, rest = page.split(begin)
        page = f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}"
    return page
