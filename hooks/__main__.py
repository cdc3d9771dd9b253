"""The command line: `python hooks <command>` from the project's root."""

from __future__ import annotations

import sys

from press.cli import main

if __name__ == "__main__":
    sys.exit(main())
