"""What is known: coded records of reports, how much a vague word is, and the statements a fit is held to.

Start with `records` (a report as codes; `write` writes them, `schema` tells other programs what one is), then
`words` (how much "rarely" is), then `statements` (what a record says about one measure). `data/` holds what the
package ships, coarse on purpose: see its README.
"""
