"""What a document's text refers to: addresses and picture files (ECMA-376-2, 9.3 *Relationships*)."""

from __future__ import annotations

from typing import Final

from gongkai.downloads.documents.archive import Entry, stored
from gongkai.downloads.documents.pictures import PictureFile
from gongkai.downloads.documents.xml_text import xml_value

_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Parts:
    """Collects them in the order of the text; each address and file once."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.pictures: dict[str, tuple[str, PictureFile]] = {}
        """Source on the page → relationship, file."""
        self.drawings = 0

    def link(self, address: str) -> str:
        """The relationship that leads to an address."""
        return self.links.setdefault(address, f"gkLink{len(self.links) + 1}")

    def picture(self, source: str, file: PictureFile) -> tuple[str, PictureFile]:
        """The relationship of a picture file, and the file."""
        self.pictures[source] = (f"gkPicture{len(self.pictures) + 1}", file)
        return self.pictures[source]

    def next_drawing(self) -> int:
        """A number for a picture in the text, 1 and up."""
        self.drawings += 1
        return self.drawings

    def relations(self) -> str:
        """``Relationship`` elements."""
        links = (
            f'<Relationship Id="{key}" Type="{_KINDS}/hyperlink" Target="{xml_value(address)}" '
            'TargetMode="External"/>'
            for address, key in self.links.items()
        )
        pictures = (
            f'<Relationship Id="{key}" Type="{_KINDS}/image" Target="media/{_name(key, file)}"/>'
            for key, file in self.pictures.values()
        )
        return "".join((*links, *pictures))

    def files(self) -> list[Entry]:
        """The pictures, which are packed already."""
        return [
            stored(f"word/media/{_name(key, file)}", file.data)
            for key, file in self.pictures.values()
        ]


def _name(key: str, file: PictureFile) -> str:
    return f"{key}.{file.kind}"
