"""Runs a program for as long as its own standard input is open: `python -m newslint.integrations.keeper PROGRAM ARGUMENT…`

Whoever started the keeper holds the other end of the pipe. When that process ends, in whatever way, the pipe closes, and the program is
stopped: no server is left behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

PATIENCE = 5.0  # seconds between asking the program to end and making it


def main() -> None:
    """Start the program, wait for the end of the input or of the program, and leave with its exit code."""
    program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    threading.Thread(target=_leave_with, args=(program,), daemon=True).start()
    while sys.stdin.buffer.read(1024):
        pass
    program.terminate()
    try:
        program.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def _leave_with(program: subprocess.Popen[bytes]) -> None:
    code = program.wait()
    os._exit(code if code >= 0 else 1)


if __name__ == "__main__":
    main()
