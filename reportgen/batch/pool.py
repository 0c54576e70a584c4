"""Work spread over processes that may hang, eat memory or die, each without the others.

The only room that knows pebble. A worker that hangs is killed; one that dies is replaced, and
what it was at is tried once more, alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Future

    from pebble import ProcessPool

_T = TypeVar("_T")
_AHEAD = 4
"""Tasks handed to each worker beforehand: none waits for the next, and few are lost."""
_LISTEN = 0.5
"""Seconds between two looks at the keyboard: Windows hears Ctrl-C only then."""


class End(Enum):
    """How a task ended that has no result."""

    SLOW = "past its time"
    FULL = "past its memory"
    DEAD = "its process ended, or could not hand its result over"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: seconds by the clock, megabytes of address space."""

    seconds: float
    megabytes: int


def run(
    work: Callable[[str], _T],
    tasks: Sequence[str],
    workers: int,
    limits: Limits,
    preload: str = "",
) -> Generator[tuple[str, _T | End]]:
    """Yield each task with its result, or with how it ended, as they come.

    ``work`` must be importable (a function of a module, or a partial of one); ``preload`` names
    a module to import once for all workers. Closing the iterator ends the workers at once.
    """
    dead: list[str] = []
    with closing(_shared(work, tasks, workers, limits, preload)) as results:
        for task, result in results:
            if result is End.DEAD:
                dead.append(task)
            else:
                yield task, result
    for task in dead:
        yield from _shared(work, [task], 1, limits, preload)


def _shared(
    work: Callable[[str], _T],
    tasks: Sequence[str],
    workers: int,
    limits: Limits,
    preload: str,
) -> Generator[tuple[str, _T | End]]:
    """Run tasks in one pool; where the pool itself breaks, the rest go into a new one."""
    waiting = list(reversed(tasks))
    while waiting:
        pool = _pool(min(workers, len(waiting)), limits, preload)
        try:
            yield from _through(pool, work, waiting, workers * _AHEAD, limits.seconds)
            pool.close()
        except BrokenProcessPool:
            pass
        finally:
            pool.stop()
            pool.join()


def _through(
    pool: ProcessPool, work: Callable[[str], _T], waiting: list[str], ahead: int, seconds: float
) -> Generator[tuple[str, _T | End]]:
    """Take tasks off ``waiting``, hand them to the pool, yield what comes back."""
    done: Queue[tuple[str, Future[_T]]] = Queue()
    running = 0
    while waiting or running:
        while waiting and running < ahead:
            task = waiting[-1]
            future = _scheduled(pool, work, task, seconds)
            waiting.pop()
            future.add_done_callback(partial(_heard, done, task))
            running += 1
        with suppress(Empty):
            task, future = done.get(timeout=_LISTEN)
            running -= 1
            result = _result(future)
            yield task, result


def _heard(done: Queue[tuple[str, Future[_T]]], task: str, found: Future[_T]) -> None:
    done.put((task, found))


def _scheduled(
    pool: ProcessPool, work: Callable[[str], _T], task: str, seconds: float
) -> Future[_T]:
    try:
        return pool.schedule(work, args=(task,), timeout=seconds)
    except RuntimeError as broken:  # the pool has lost all its workers at once
        raise BrokenProcessPool from broken


def _result(future: Future[_T]) -> _T | End:
    try:
        result: _T = future.result()
    except TookTooLong:
        return End.SLOW
    except MemoryError:
        return End.FULL
    except Exception:
        return End.DEAD
    return result


def _pool(workers: int, limits: Limits, preload: str) -> ProcessPool:
    from pebble import ProcessPool

    context = _context(preload)
    return ProcessPool(workers, initializer=_begin, initargs=(limits.megabytes,), context=context)


def _context(preload: str) -> Any:
    """Return how to start processes: never by copying a parent that has threads."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload] if preload else [])
    _start_server()
    return context


def _start_server() -> None:
    """Start the process that workers are copied from so that none of them hears Ctrl-C or a hangup.

    They would answer with tracebacks while they import, or find their pool already gone; what
    is worth telling of a form its work keeps itself. A signal blocked here is blocked in what
    is started here, and heard by this process a moment later. The tracker goes first, for it
    unblocks the signal on its own account.
    """
    from multiprocessing import forkserver, resource_tracker

    with _unheard(), _blocked({signal.SIGHUP}):
        resource_tracker.ensure_running()
        with _blocked({signal.SIGINT}):
            forkserver.ensure_running()


@contextmanager
def _unheard() -> Iterator[None]:
    """Give what is started meanwhile no stderr."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _blocked(signals: set[signal.Signals]) -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(megabytes: int) -> None:
    """Bound a worker before it sees its first file. Windows knows no such bound."""
    if os.name != "posix":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        top = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (top, hard))


def processors() -> int:
    """Return how many processors this run may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
