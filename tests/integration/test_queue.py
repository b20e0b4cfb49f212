"""The web process wakes the worker, which begins a round at once."""

from __future__ import annotations

from sb_feedback.jobs import Worker
from sb_feedback.queue import queue_of, wake
from sb_feedback.workplace import Workplace


def test_the_worker_knows_the_job_that_the_web_process_asks_for(workplace: Workplace) -> None:
    begun: list[str] = []

    class Felt(Worker):
        def run_round(self) -> None:
            begun.append("round")

    worker = Felt(workplace)
    wake(workplace)
    queue = queue_of(workplace, every_minute=worker.run_round, nightly=worker.rewrite)
    task = queue.huey.dequeue()
    assert task is not None
    queue.huey.execute(task)
    assert begun == ["round"]
    queue.huey.storage.close()
