"""An issue of the gazette as files: EPUB to read on a phone, PDF to print.

Comes in: an issue, its articles in their order, and each article's blocks. Goes out: bytes.
"""
