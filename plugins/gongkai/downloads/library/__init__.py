"""The whole library as files that people take away: the inventory, and what describes its data.

Comes in: a library, a day. Goes out: bytes, the same ones each time, without reading a clock or
writing a file.
"""
