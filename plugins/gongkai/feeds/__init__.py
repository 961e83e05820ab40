"""What programs follow: Atom and JSON feeds, the publication log, the newest records, site maps.

Comes in: a library, and for a feed's texts the content folder. Goes out: bytes, the same ones each
time, without reading a clock or writing a file. A feed costs its entries, never the library.
"""
