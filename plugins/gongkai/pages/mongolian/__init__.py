"""The Mongolian site, ``mn/…``: counterparts as pages of their own, written from top to bottom.

Comes in: ``Loaded`` with its counterparts, a day, what a page of a Chinese record depends on. Goes
out: ``Page`` objects, and shells of our own templates (``overrides/gongkai/mn/``). Where there is no
counterpart, nothing is made.
"""
