"""Asks doubles of the three web APIs for one paper, and reads the titles in their replies."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from doubles import Web
from faults import FAULTS
from served_papers import served
from small_facts import ATTENTION, GROUND_RING

PAPERS = [served(ATTENTION), served(GROUND_RING)]
PATHS = {
    "arxiv": "/api/query?id_list=1706.03762,hep-th/9108004",
    "semantic_scholar": "/graph/v1/paper/search/match?query=attention+is+all+you+need&fields=title,authors",
    "huggingface": "/api/papers/search?q=attention+is+all+you+need",
}


class Client:
    """Asks each of the services for a paper."""

    def __init__(self, web: Web, session: requests.Session) -> None:
        self.web, self.session = web, session

    def __call__(self, service: str, **options: Any) -> requests.Response:
        root = self.web.services[service].url
        headers = {"Authorization": "Bearer secret", "x-api-key": "secret"}
        return self.session.get(root + PATHS[service], headers=headers, **{"timeout": 5, **options})

    def broken(self, service: str, fault: str, **options: Any) -> requests.Response:
        self.web.services[service].break_with(FAULTS[fault])
        return self(service, **options)


@contextmanager
def asking() -> Iterator[Client]:
    """A client of doubles that serve PAPERS."""
    with Web(PAPERS) as web, requests.Session() as session:
        session.trust_env = False
        yield Client(web, session)


def titles(service: str, body: bytes) -> list[str]:
    """Of the papers in a good reply."""
    if service == "arxiv":
        return re.findall("<title>(.*?)</title>", body.decode())[1:]
    found = json.loads(body)
    return [one["title"] for one in (found["data"] if service == "semantic_scholar" else found)]
