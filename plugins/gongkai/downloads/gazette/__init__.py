"""An issue of a gazette as files that people take away: the whole issue as PDF.

Comes in: the issue with its articles in order, and for each the record it prints. Goes out: bytes, the
same ones each time, without reading a clock or writing a file.
"""
