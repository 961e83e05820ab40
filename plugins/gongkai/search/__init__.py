"""Finding records: the index that a browser looks up, and the records as OpenSearch takes them.

Comes in: ``Loaded``; for the index of the Mongolian pages, what they say. Goes out: files. What the
site withholds is in none of them.
"""
