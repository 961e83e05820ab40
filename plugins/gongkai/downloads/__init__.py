"""Catalogues as files that people take away: spreadsheets, CSV, JSON.

Comes in: an ``Area``, an organ's ``OrganArea``s, or all areas. Goes out: bytes, the same ones for
the same catalogue each time. Nothing is written to the site here.
"""
