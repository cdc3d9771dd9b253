"""The command line: `python hooks <command>` from the project's root."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    try:
        from press.cli import main
    except KeyboardInterrupt:
        sys.exit(130)  # as `main` does later
    sys.exit(main())
