"""A document as PDF, on the page of GB/T 9704, set by typst.

Comes in: a ``Document`` with its blocks, the folder of fonts, the content folder. Goes out: ``Made``.
"""
