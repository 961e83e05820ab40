"""Mongolian in the old script: its font, and documents on pages of columns from left to right.

Comes in: the folder of fonts; a ``Document`` whose language is ``mn-Mong-CN``, with its blocks. Goes
out: the web font with its licence; ``Made``.
"""
