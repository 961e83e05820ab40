"""Makes a handbook's files, in whichever process it is asked to."""

from __future__ import annotations

from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.made import Made
from gongkai.downloads.documents.making import Workshop, docx_press, pdf_press, text_blocks
from gongkai.downloads.handbook.docx import handbook_docx
from gongkai.downloads.handbook.handbook import Handbook
from gongkai.downloads.handbook.pdf import handbook_pdf


def handbook_made(form: str, shop: Workshop, handbook: Handbook, sha256: dict[str, str]) -> Made:
    """A handbook as ``pdf`` or ``docx``; ``sha256`` of the sources, by a document's id.

    What a text lacks is told with the record's own files; here only that there is no file.
    """

    def text(document: Document) -> tuple[Block, ...]:
        return text_blocks(shop.content, shop.engine, document.id, sha256[document.id])

    if form == "pdf":
        made = handbook_pdf(pdf_press(shop.fonts, shop.content), handbook, text)
    else:
        made = handbook_docx(docx_press(shop.template, shop.content), handbook, text)
    return made._replace(faults=()) if made.data else made
