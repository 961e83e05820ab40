"""A pool of worker processes behind ``concurrent.futures.Executor``.

Work is handed over in chunks, and only when there is enough of it: a pool costs more than a small
edit. The same interface takes a cluster's executor.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar, overload

CHUNK: Final = 100
"""Items a worker takes at a time: some 30 ms of work."""
POOL_FROM: Final = 300
"""Fewer items than this are done in the process itself."""

GARBAGE_FROM: Final = 50_000
"""New objects between two looks for cycles. A build makes few cycles and many objects that stay."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def spare_garbage_collection() -> None:
    """Let the collector look rarely: it is a tenth of a build's time otherwise."""
    gc.set_threshold(GARBAGE_FROM, 20, 20)


def _is_alone() -> bool:
    """Whether this process has one thread, those of libraries counted: typst's do not survive a fork."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) == 1 if tasks.is_dir() else threading.active_count() == 1


class Lazily(Sequence[Item]):
    """Items that are made only when a chunk of them is handed over: all at once would fill memory."""

    def __init__(self, count: int, make: Callable[[int], Item]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        if isinstance(at, int):
            return self._make(at)
        return [self._make(n) for n in range(*at.indices(self._count))]


class Workers:
    """Maps a function over chunks, in this process or in a pool that starts when it is needed."""

    def __init__(self, jobs: int | None = None) -> None:
        """``jobs``: number of processes; None takes the machine's cores."""
        self.jobs = jobs or len(os.sched_getaffinity(0))
        self._pool: Executor | None = None

    def map(
        self,
        work: Callable[[list[Item]], list[Result]],
        items: Sequence[Item],
        expected: int | None = None,
        chunk: int = CHUNK,
    ) -> Iterator[Result]:
        """Results in the order of the items, chunk by chunk; a few chunks are in flight.

        ``expected``: how much work there is, where that is not the number of items.
        """
        chunks = (list(items[i : i + chunk]) for i in range(0, len(items), chunk))
        if self.jobs < 2 or (expected or len(items)) < POOL_FROM:
            for part in chunks:
                yield from work(part)
            return
        pool = self._started()
        waiting = [pool.submit(work, part) for part in islice(chunks, 2 * self.jobs)]
        while waiting:
            yield from waiting.pop(0).result()
            waiting += [pool.submit(work, part) for part in islice(chunks, 1)]

    def _started(self) -> Executor:
        if self._pool is None:
            # A fork inherits what is imported; with threads about it could inherit a held lock.
            may_fork = "fork" in multiprocessing.get_all_start_methods() and _is_alone()
            context = multiprocessing.get_context("fork" if may_fork else "spawn")
            self._pool = ProcessPoolExecutor(self.jobs, context, spare_garbage_collection)
        return self._pool

    def rest(self) -> None:
        """End the pool, and give back what it holds; the next work starts another.

        Typesetters keep fonts and pages: some 200 MB a process that nobody needs after them.
        """
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.rest()
