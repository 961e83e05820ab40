"""Catalogues as files that people take away: spreadsheets, CSV, JSON with its schemas.

Comes in: an ``Area``, all areas, or an organ's name and its ``OrganArea``s. Goes out: bytes, the same
ones for the same catalogue each time, without reading a clock or writing a file.
"""
