"""Start the program: Chinese help, output that no old console chokes on, honest exit codes."""

from __future__ import annotations

import os
import sys

_BROKEN_OFF = 130


def main() -> None:
    """Run the command line; Ctrl-C is answered from the first import to the last."""
    try:
        _in_utf8()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        from reportgen.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _BROKEN_OFF
        sys.stderr.write("已停止。再运行一次，接着处理没有完成的。\n")
    if code == _BROKEN_OFF:
        _end_quietly()
    sys.exit(code)


def _in_utf8() -> None:
    """Begin anew in UTF-8 where the system's own encoding has no Chinese file names at all."""
    try:
        os.fsencode("报告")
    except UnicodeEncodeError:
        command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
        os.execv(sys.executable, command)  # noqa: S606 - this very program


def _end_quietly() -> None:
    """Let a second Ctrl-C end what is ending already, without a traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    main()
