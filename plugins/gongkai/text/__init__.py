"""Plain text tools for search and for messages: what one string means, without documents.

Comes in and goes out: ``str``.
"""

from gongkai.text.nearest import nearest
from gongkai.text.shortened import shortened

__all__ = ["nearest", "shortened"]
