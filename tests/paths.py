"""Where the repository is."""

import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
GONGKAI = Path(sys.executable).with_name("gongkai")
"""The command, as an office calls it."""
