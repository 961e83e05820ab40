"""A record as files that people take away: PDF, DOCX, TXT, JSON, and what cites it.

Comes in: a record with what the library knows of it, and its body's blocks. Goes out: bytes, the
same ones each time, without reading a clock or writing a file.
"""
