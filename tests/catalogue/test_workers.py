from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from papers2bib.catalogue import workers as module
from papers2bib.catalogue.workers import workers


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_items(processes: int) -> None:
    with workers(processes) as each:
        assert list(each(abs, (-number for number in range(50)))) == list(range(50))
        assert list(each(abs, [-3, 2, -1])) == [3, 2, 1]


def test_of_a_stream_a_few_items_are_under_way_of_a_list_all(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    class Pool:
        def apply_async(self, function: Callable[[int], int], items: tuple[int]) -> Any:
            begun.append(items[0])
            result = function(items[0])
            return type("Result", (), {"get": lambda _: result})()

    def numbers() -> Iterator[int]:
        yield from range(20)

    each = module._Ahead(cast("Any", Pool()), 6)
    streamed = each(abs, numbers())
    assert begun == list(range(6))
    assert list(streamed) == list(range(20))
    begun.clear()
    listed = each(abs, list(range(20)))
    assert begun == list(range(20))
    assert list(listed) == list(range(20))
