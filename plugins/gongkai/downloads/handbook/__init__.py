"""The service handbook (办事一本通): the guides of a topic as one file.

Comes in: a ``Handbook`` with the texts of its guides. Goes out: ``Made``.
"""
