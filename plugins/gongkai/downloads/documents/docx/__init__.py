"""A document as DOCX, in a template that an office restyles in Word.

Comes in: a ``Document`` with its blocks, the template, the content folder. Goes out: ``Made``.
"""
