"""Questions with candidate sentences, out of gzipped JSON lines: {"q", "c": [{"t", "s", "y", "a"}]}."""

import gzip
import json
import zlib
from pathlib import Path

from model import MAX_QUESTION, MAX_TITLE, MAX_TOKENS, Candidate, tokenizer

# Of 37,645 questions of QAMR so many: more cost time and add little to news.
QAMR = 10_000
# One question in so many is kept out of training: the linear weights and the calibration are fitted on those.
HELD_OUT_ONE_IN = 8


class Group:
    """A question with its candidates, as a keyword ranker orders them."""

    __slots__ = ("candidates", "question", "source")

    def __init__(self, question: str, candidates: list[Candidate], source: str) -> None:
        self.question, self.candidates, self.source = question, candidates, source

    @property
    def is_answered(self) -> bool:
        return any(candidate.label == 1 for candidate in self.candidates)


def is_held_out(row: dict) -> bool:
    """Whether a question of news is kept out of training: by its first candidate's title, so that questions on one
    article are kept out together."""
    return zlib.crc32(row["c"][0]["t"].encode()) % HELD_OUT_ONE_IN == 0


def read(data: Path, source: str, first: int | None = None, held_out: bool | None = None) -> list[Group]:
    """The questions of a file; of news those in training or those held out."""
    chosen = [row for row in rows(data, source, first) if held_out is None or is_held_out(row) == held_out]
    flat = [candidate for row in chosen for candidate in row["c"]]
    titles = sorted({candidate["t"] for candidate in flat})
    title_ids = dict(zip(titles, encode(titles, MAX_TITLE)["input_ids"]))
    encoded = encode([candidate["s"] for candidate in flat], MAX_TOKENS)
    candidates = iter(
        Candidate(title_ids[c["t"]], ids, answer_tokens(c.get("a"), offsets), c["y"])
        for c, ids, offsets in zip(flat, encoded["input_ids"], encoded["offset_mapping"])
    )
    return [Group(row["q"], [next(candidates) for _ in row["c"]], source) for row in chosen]


def rows(data: Path, source: str, first: int | None = None) -> list[dict]:
    """The lines of a file, or the first of them, that have candidates."""
    with gzip.open(data / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for _, line in zip(range(first or 10**9), lines)]
    return [row for row in read if row["c"]]


def question_ids(question: str) -> list[int]:
    return tokenizer(question, add_special_tokens=False, truncation=True, max_length=MAX_QUESTION)["input_ids"]


def encode(texts: list[str], longest: int):
    return tokenizer(
        texts, add_special_tokens=False, truncation=True, max_length=longest, return_offsets_mapping=True
    )


def answer_tokens(answer: list[int] | None, offsets: list[tuple[int, int]]) -> tuple[int, int] | None:
    """First and last token of a span of characters; None when it is cut off."""
    if not answer:
        return None
    start, end = answer
    touched = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
    return (touched[0], touched[-1]) if touched else None
