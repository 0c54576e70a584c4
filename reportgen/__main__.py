"""Start the program: Chinese help, output that no old console chokes on, honest exit codes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from reportgen.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
