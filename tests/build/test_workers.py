import os
import signal
from functools import partial

import pytest

from kbgen.build.workers import run_parallel
from kbgen.errors import KbgenError, ThemeError


def double_all(chunk):
    return [item * 2 for item in chunk]


def make_double():
    return double_all


def die_at(number, chunk):
    if number in chunk:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(chunk)


def fail_at(number, chunk):
    if number in chunk:
        raise ThemeError("the template is wrong", path="themes/mine/page.html", line=3, hint="mend it")
    return list(chunk)


def make_die(number):
    return partial(die_at, number)


def make_fail(number):
    return partial(fail_at, number)


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("chunk_size", [1, 3, 100])
def test_everything_is_done_once(jobs, chunk_size):
    items = list(range(20))
    results = list(run_parallel(make_double, items, jobs, chunk_size))
    assert sum(count for count, _ in results) == len(items)
    assert sorted(number for _, chunk in results for number in chunk) == [item * 2 for item in items]


def test_nothing_to_do_starts_nothing():
    assert list(run_parallel(make_double, [], 4, 3)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_reaches_the_caller_whole(jobs):
    with pytest.raises(ThemeError) as caught:
        list(run_parallel(partial(make_fail, 7), list(range(20)), jobs, 2))
    assert (caught.value.where, caught.value.hint) == ("themes/mine/page.html:3", "mend it")


def test_a_worker_that_dies_is_reported():
    with pytest.raises(KbgenError, match="worker process died"):
        list(run_parallel(partial(make_die, 7), list(range(20)), 2, 2))
