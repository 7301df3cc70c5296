"""Shards on a Ray cluster: the only module that knows Ray.

Takes shards; gives what came of each, as they end. Each is a task of its own, on whichever machine has a processor free; a task whose
process or machine is lost is given out again. All machines must see the same folders: the corpus and the run.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lagebild.engines.coding import Done, How, code_shard
from lagebild.engines.pool import MOST_ENDS
from lagebild.engines.shards import Shard
from lagebild.errors import LagebildError

AHEAD = 2  # tasks given out for each processor: enough that none waits for the driver


def coded_on_ray(
    shards: Iterable[Shard], how: How, *, workers: int | None = None, address: str | None = None
) -> Iterator[Done]:
    """What came of shards, in the order in which they end, from at most so many tasks at a time (None: as many as there are processors).

    A cluster that runs (`address`, RAY_ADDRESS, or `ray start` on this machine) is used; else one is started here and ended again.

    Raises:
        DataError: with every mistake in the data; nothing can be read with it.
        LagebildError: when Ray is not installed, or a shard is lost too often.
    """
    ray = _ray()
    _join(ray, workers, address)
    try:
        processors = workers or int(ray.cluster_resources().get("CPU", 1))
        yield from _done(ray, iter(shards), how, processors)
    finally:
        ray.shutdown()


def _done(ray: Any, shards: Iterator[Shard], how: How, processors: int) -> Iterator[Done]:
    task = ray.remote(num_cpus=1, max_retries=MOST_ENDS)(code_shard)
    at_work = [task.remote(shard, how) for shard in islice(shards, processors * AHEAD)]
    while at_work:
        ready, at_work = ray.wait(at_work, num_returns=1)
        at_work += [task.remote(shard, how) for shard in islice(shards, len(ready))]
        for one in ready:
            yield _heard(ray, one)


def _heard(ray: Any, one: Any) -> Done:
    try:
        done: Done = ray.get(one)
        return done
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, LagebildError | OSError):
            raise error.cause from None
        raise LagebildError(f"a mistake of Lagebild's own, please report it: {error.cause!r}") from error
    except ray.exceptions.RayError as error:
        raise LagebildError(
            f"a task was lost too often ({type(error).__name__}: {str(error).splitlines()[0]}); what is done stays, "
            "right would be the same command with --resume"
        ) from error


def _join(ray: Any, workers: int | None, address: str | None) -> None:
    settings: dict[str, Any] = {
        "log_to_driver": False,
        "logging_level": "ERROR",
        # Workers find Lagebild where this process does, and their numpy keeps to one thread.
        "runtime_env": {"env_vars": {"PYTHONPATH": ":".join(_python_path()), "OMP_NUM_THREADS": "1"}},
    }
    try:
        ray.init(address=address or "auto", **settings)
    except ConnectionError as error:
        if address:
            raise LagebildError(
                f"{address}: no Ray cluster ({error}); right would be one by `ray start`"
            ) from error
        # Ray's own workers give way to all else that runs (15 in `nice`); these run as the command that was called does.
        own = {"worker_niceness": 0}
        ray.init(address="local", num_cpus=workers, include_dashboard=False, _system_config=own, **settings)


def _python_path() -> list[str]:
    return [str(Path(folder).resolve()) for folder in sys.path if folder and Path(folder).is_dir()]


def ray_version() -> str:
    """The version of Ray.

    Raises:
        LagebildError: when it is not installed.
    """
    return str(_ray().__version__)


def _ray() -> Any:
    try:
        import ray
    except ImportError:
        raise LagebildError("--engine ray needs Ray; right would be `pip install 'lagebild[ray]'`") from None
    return ray
