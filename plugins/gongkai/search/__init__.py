"""What a search needs to find a record: its public facts and text, in the form an engine takes.

Comes in: ``Loaded``. Goes out: files. What the site withholds is in none of them.
"""
