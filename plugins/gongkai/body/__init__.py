"""Official text → HTML that shows it character for character and runs nothing.

Comes in: the body of a source. Goes out: ``Body``, with its headings, references and faults. Pure:
it knows neither files nor the library.
"""

from gongkai.body.engines import ENGINES, Engine, comrak_engine, python_markdown_engine
from gongkai.body.render import (
    LEVELS,
    Body,
    BodyFault,
    Link,
    bare_html,
    finish_page,
    may_hold_faults,
    render_body,
)
from gongkai.body.sanitise import sanitise
from gongkai.body.structure import Heading
from gongkai.body.words import text_digest, words_digest, words_of

__all__ = [
    "ENGINES",
    "LEVELS",
    "Body",
    "BodyFault",
    "Engine",
    "Heading",
    "Link",
    "bare_html",
    "comrak_engine",
    "finish_page",
    "may_hold_faults",
    "python_markdown_engine",
    "render_body",
    "sanitise",
    "text_digest",
    "words_digest",
    "words_of",
]
