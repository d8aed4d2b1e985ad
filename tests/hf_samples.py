"""Papers as Hugging Face tells of them."""

from typing import Any

PAPER: dict[str, Any] = {
    "id": "1706.03762",
    "title": "Attention Is\n  All You Need",
    "authors": [
        {"_id": "a", "name": "Ashish Vaswani", "hidden": False},
        {"_id": "b", "name": "Noam Shazeer", "user": {"fullname": "Somebody Else"}},
    ],
    "publishedAt": "2017-06-12T17:57:34.000Z",
    "submittedOnDailyAt": "2025-10-31T00:00:00.000Z",
    "summary": "Only attention.\nNothing else.",
    "upvotes": 42,
    "githubRepo": "https://github.com/tensorflow/tensor2tensor.git",
    "projectPage": "https://attention.example.org/",
    "ai_summary": "A machine's words.",
}
RESIDUAL: dict[str, Any] = {"id": "1512.03385", "title": "Deep Residual Learning for Image Recognition"}
