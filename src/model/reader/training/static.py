"""Trains the static encoder: a vector a word piece, so that the sum of a sentence's vectors points to where its questions do.

Begins with what all-MiniLM-L6-v2 makes of each piece by itself (as Model2Vec does), and learns from the questions that the
reader is trained on. Some five minutes on one core; writes static.safetensors.
"""

import random
import re
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from augment import typed
from data import QAMR, is_held_out, rows
from model import BASE, CLS, SEP, nn, tokenizer
from safetensors.numpy import save_file
from transformers import BertModel

DIMENSION = 256
EPOCHS = 5
BATCH = 192
NEGATIVES = 6
RATE = 4e-3
# What telling a sentence from those of other questions counts, beside telling it from those of its own articles.
OTHERS = 0.3
# News counts twice.
TIMES = {"qamr": 1, "selqa": 1, "judged": 2, "written": 2}


def train_static(data: Path, out: Path, *, public: bool = False, seed: int = 1) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    groups = read(data, public)
    sentences = sorted({sentence for _, answers, others in groups for sentence in answers + others})
    pieces = dict(zip(sentences, pieces_of(sentences)))
    encoder = StaticEncoder(first_vectors(), rarity(pieces.values()))
    optimizer = torch.optim.Adam(encoder.parameters(), lr=RATE)
    steps = EPOCHS * (len(groups) // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        random.shuffle(groups)
        total = 0.0
        for at in range(0, len(groups) - BATCH + 1, BATCH):
            for each in optimizer.param_groups:
                each["lr"] = RATE * min(1, (step + 1) / 50) * (1 - step / steps)
            loss = loss_of(encoder, groups[at : at + BATCH], pieces)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            total += loss.item()
        print(f"static, epoch {epoch + 1} of {EPOCHS}: loss {total / (len(groups) // BATCH):.3f}", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    write(encoder, out / "static.safetensors")


def read(data: Path, public: bool) -> list[tuple[str, list[str], list[str]]]:
    """Questions, each with the sentences that answer and those that do not; of news none that is held out."""
    groups = []
    for source in ("qamr", "selqa") if public else TIMES:
        for row in rows(data, source, QAMR if source == "qamr" else None):
            if source in ("judged", "written") and is_held_out(row):
                continue
            answers = [c["s"] for c in row["c"] if c["y"] == 1]
            others = [c["s"] for c in row["c"] if c["y"] == 0]
            if answers:
                groups += [(row["q"], answers, others)] * TIMES[source]
    return groups


def words(text: str) -> str:
    """Lower-cased words without accents and punctuation, as the keyword index has them, with spaces between them."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.lower()))


def pieces_of(texts: list[str]) -> list[list[int]]:
    cleaned = [words(text) for text in texts]
    ids = tokenizer(cleaned, add_special_tokens=False, truncation=True, max_length=64)["input_ids"]
    return [each or [tokenizer.unk_token_id] for each in ids]


def first_vectors() -> np.ndarray:
    """[pieces, DIMENSION] of unit length: the principal components of what the base model makes of a piece alone."""
    base = BertModel.from_pretrained(BASE, add_pooling_layer=False).eval()
    found = []
    with torch.no_grad():
        for ids in torch.arange(len(tokenizer)).split(1024):
            alone = torch.stack([torch.full_like(ids, CLS), ids, torch.full_like(ids, SEP)], 1)
            found.append(base(input_ids=alone).last_hidden_state.mean(1))
    vectors = torch.cat(found).numpy()
    vectors -= vectors.mean(0)
    _, _, components = np.linalg.svd(vectors[np.random.permutation(len(vectors))[:8000]], full_matrices=False)
    vectors = vectors @ components[:DIMENSION].T
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def rarity(sentences) -> np.ndarray:
    """Inverse document frequency of each piece over the sentences."""
    sentences = list(sentences)
    counts = Counter(piece for sentence in sentences for piece in set(sentence))
    return np.log((len(sentences) + 1) / (np.array([counts[i] for i in range(len(tokenizer))]) + 1))


class StaticEncoder(nn.Module):
    def __init__(self, vectors: np.ndarray, weights: np.ndarray) -> None:
        super().__init__()
        first = torch.tensor(vectors * weights[:, None], dtype=torch.float)
        self.vectors = nn.EmbeddingBag.from_pretrained(first, freeze=False, mode="sum")
        # What a piece counts in a question, beside in a sentence: the logarithm.
        self.question = nn.Embedding.from_pretrained(torch.zeros(len(first), 1), freeze=False)
        self.scale = nn.Parameter(torch.tensor(3.0))

    def forward(self, texts: list[list[int]], question: bool = False) -> torch.Tensor:
        """[texts, DIMENSION] of unit length."""
        flat = torch.tensor([piece for text in texts for piece in text])
        starts = torch.tensor(np.cumsum([0] + [len(text) for text in texts[:-1]]))
        weights = self.question(flat).squeeze(-1).exp() if question else torch.ones(len(flat))
        return nn.functional.normalize(self.vectors(flat, starts, per_sample_weights=weights), dim=-1)


def loss_of(encoder: StaticEncoder, groups, pieces) -> torch.Tensor:
    """Minus the log-likelihood that the answering sentence is chosen: of those of its own question, and of all."""
    questions = encoder(pieces_of([typed(question) for question, _, _ in groups]), question=True)
    answers = [pieces[random.choice(each)] for _, each, _ in groups]
    others = [random.sample(each, min(NEGATIVES, len(each))) for _, _, each in groups]
    sentences = encoder(answers + [pieces[sentence] for each in others for sentence in each])
    logits = questions @ sentences.T * encoder.scale.exp()
    own = torch.full_like(logits, -1e4)
    at = len(groups)
    for row, each in enumerate(others):
        own[row, row] = 0
        own[row, at : at + len(each)] = 0
        at += len(each)
    target = torch.arange(len(groups))
    return nn.functional.cross_entropy(logits + own, target) + OTHERS * nn.functional.cross_entropy(logits, target)


def write(encoder: StaticEncoder, path: Path) -> None:
    """Vectors in 8 bits with a scale each, and what a piece counts in a question."""
    vectors = encoder.vectors.weight.detach().numpy()
    scales = np.abs(vectors).max(1) / 127 + 1e-12
    save_file(
        {
            "vectors": np.round(vectors / scales[:, None]).astype(np.int8),
            "scales": scales.astype(np.float32),
            "question_weights": encoder.question.weight.detach().exp().numpy()[:, 0].astype(np.float32),
        },
        path,
    )
