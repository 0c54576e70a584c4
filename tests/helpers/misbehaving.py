"""Work that does what a stranger's file might make a reader do; workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def work(task: str) -> str:
    """Do what the task says: hang, die, be killed, eat memory, fail once; else echo it."""
    kind, _, rest = task.partition(":")
    if kind == "hang":
        time.sleep(600)
    if kind == "die":
        os._exit(7)
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "eat":
        return str(len(bytearray(4 << 30)))
    if kind == "raise":
        raise RuntimeError(task)
    if kind == "once" and not Path(rest).exists():
        Path(rest).touch()
        os._exit(7)
    return f"{task} 做完"


def whose(_task: str) -> str:
    """Return the worker's process."""
    time.sleep(0.05)
    return str(os.getpid())


def ends(group: int) -> bool:
    """Tell whether every process of a group comes to its end."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
