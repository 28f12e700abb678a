"""What is known: coded records of reports, how much a vague word is, and the statements a fit is held to.

Start with `records` (a report as codes; `write` writes them, `schema` tells other programs what one is), then
`words` (how much "rarely" is), then `statements` (what a record says about one measure). `coders` sets two codings of
the same reports side by side, `duplicates` finds what may be one report told twice. `data/` holds what the
package ships, coarse on purpose: see its README.
"""
