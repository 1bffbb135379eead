"""Trains the reader from nothing and writes it as ONNX.

  python train.py --data DIR [--out DIR]

DIR holds qamr, selqa, judged and written .jsonl.gz; without the last two (--public) the reader is trained on the
public sets alone. Every hundred steps the weights are kept in --out, and the same command goes on from there, to the
same end.
"""

import argparse
import random
import time
from pathlib import Path

import torch
from augment import OtherNames, typed
from data import QAMR, Group, question_ids, read
from export import export, seal
from model import Pair, Reader, nn, pad
from static import train_static

# Labels of the data.
ANSWERS, PARTLY = 1, 2
# Candidates of a question in one step.
POSITIVES, PARTS, NEGATIVES = 3, 1, 6
# Of a question that none answers there are more.
UNANSWERED = 9
# When it learns to decide whether any sentence answers, the lowest layers stay as they are: less work.
KEPT_LAYERS = 2
# So many questions are then asked about another name or year than the sentences are about: then none answers.
OF_ANOTHER = 0.12
# Negatives at the top of the keyword ranking are the hard ones.
HARD = 18
WITHOUT_TITLE = 0.12
SPAN_WEIGHT = 0.3
# Of the words of sentences that do not answer, which are nowhere, beside those of sentences that do.
NOWHERE_WEIGHT = 0.5
# Steps between two looks at how it goes, and between two checkpoints.
STEPS_PER_REPORT, STEPS_PER_CHECKPOINT = 50, 100


def in_float(attention):
    """Attention in float, whatever the rest is in: in bfloat16 its backward pass on CPUs takes four times as long."""

    def attend(query, key, value, attn_mask=None, **options):
        with torch.autocast("cpu", enabled=False):
            mask = None if attn_mask is None else attn_mask.float()
            return attention(query.float(), key.float(), value.float(), mask, **options).to(query.dtype)

    return attend


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("reader-out"))
    options.add_argument("--public", action="store_true", help="QAMR and SelQA alone")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--part", type=float, default=1.0, help="share of each set, for a trial")
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    nn.functional.scaled_dot_product_attention = in_float(nn.functional.scaled_dot_product_attention)
    reader = Reader()
    for weight in reader.encoder.embeddings.parameters():
        weight.requires_grad = False  # a third of the work, and nothing lost
    public = part(read(args.data, "qamr", first=QAMR) + read(args.data, "selqa"), args.part)
    stage(reader, "public", public, epochs=1, batch=32, rate=1e-4, pointwise=0.3, args=args)
    if not args.public:
        news = read(args.data, "judged", held_out=False) * 2 + read(args.data, "written", held_out=False)
        stage(reader, "news", part(news, args.part), epochs=1, batch=12, rate=7e-5, pointwise=1.0, args=args)
        for layer in reader.encoder.encoder.layer[:KEPT_LAYERS]:
            layer.requires_grad_(False)
        stage(reader, "decision", part(news, args.part), epochs=1, batch=12, rate=4e-5, pointwise=1.0, none=True, args=args)
    train_static(args.data, args.out, public=args.public, seed=args.seed)
    export(reader, args.out)
    seal(args.out)


def part(groups: list[Group], share: float) -> list[Group]:
    return random.Random(0).sample(groups, round(share * len(groups)))


def stage(
    reader: Reader,
    name: str,
    groups: list[Group],
    *,
    epochs: int,
    batch: int,
    rate: float,
    pointwise: float,
    none: bool = False,
    args,
) -> None:
    """Trains over the groups; the learning rate rises for 100 steps and then falls linearly to nothing. With `none`
    it learns to choose none of the sentences, too, on questions that none of them answers."""
    saved = args.out / f"{name}.pt"
    optimizer = torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], lr=rate, weight_decay=0.01)
    state = torch.load(saved, weights_only=False) if saved.exists() else None
    begin = state["step"] if state else 0
    if state:
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
    steps_of_epoch = len(groups) // batch
    steps = epochs * steps_of_epoch
    names = OtherNames([group.question for group in groups]) if none else None
    print(f"{name}: {len(groups)} questions, {steps} steps, from step {begin}", flush=True)
    reader.train()
    for epoch in range(begin // steps_of_epoch, epochs):
        random.seed(f"{args.seed} {name} {epoch}")
        torch.manual_seed(args.seed * 1000 + epoch)
        order = random.sample(groups, len(groups))
        first = epoch * steps_of_epoch
        if state and begin > first:
            random.setstate(state["random"])
            torch.set_rng_state(state["torch"])
        started, seen, right, lists = time.time(), 0, 0, 0
        for step in range(max(begin, first), first + steps_of_epoch):
            at = (step - first) * batch
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 100) * (1 - step / steps)
            loss, pairs, (hits, of) = losses(reader, order[at : at + batch], names, pointwise)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            seen, right, lists = seen + pairs, right + hits, lists + of
            done = step + 1
            if done % STEPS_PER_REPORT == 0:
                speed = seen / (time.time() - started)
                print(f"{name} {done}/{steps} loss {loss.item():.3f} first right {right / max(1, lists):.3f}, {speed:.0f} pairs/s", flush=True)  # fmt: skip
                right = lists = 0
            if done % STEPS_PER_CHECKPOINT == 0 or done == steps:
                keep(saved, reader, optimizer, done)


def keep(path: Path, reader: Reader, optimizer, step: int) -> None:
    """Writes a checkpoint whole, or not at all."""
    unfinished = path.with_suffix(".tmp")
    random_states = {"random": random.getstate(), "torch": torch.get_rng_state()}
    weights = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save({**weights, **random_states, "step": step}, unfinished)
    unfinished.replace(path)


def sample(group: Group, wanted: int) -> list:
    """The candidates of one step: what answers, one that does in part, and negatives, hard ones and others."""
    labelled = {label: [c for c in group.candidates if c.label == label] for label in (0, ANSWERS, PARTLY)}
    positives, negatives = labelled[ANSWERS], labelled[0]
    random.shuffle(positives)
    positives.sort(key=lambda c: c.answer is None)
    hard = random.sample(negatives[:HARD], min(wanted - 2, len(negatives[:HARD])))
    others = [c for c in negatives if c not in hard]
    others = random.sample(others, min(wanted - len(hard), len(others)))
    return positives[:POSITIVES] + random.sample(labelled[PARTLY], min(PARTS, len(labelled[PARTLY]))) + hard + others


def losses(reader: Reader, groups: list[Group], names: OtherNames | None, pointwise: float):
    """Loss of a batch of questions, the number of pairs, and in how many lists of how many an answer came first."""
    pairs, labels, owners = [], [], []
    for owner, group in enumerate(groups):
        other = names.asked_of_another(group.question) if names and random.random() < OF_ANOTHER else None
        question = question_ids(typed(other or group.question))
        with_title = random.random() > WITHOUT_TITLE
        for candidate in sample(group, UNANSWERED if names and (other or not group.is_answered) else NEGATIVES):
            pairs.append(Pair(question, candidate, with_title))
            labels.append(0 if other else candidate.label)
            owners.append(owner)
    relevance, span = scores(reader, pairs, labels)
    label, owner = torch.tensor(labels), torch.tensor(owners)
    chosen = lists = right = 0
    for k in range(len(groups)):
        mine = (owner == k) & (label != PARTLY)
        choices, answers = relevance[mine], label[mine] == ANSWERS
        if names and (answers.any() or not (label[owner == k] == PARTLY).any()):
            # "None of them" stands in the list with a logit of 0, and is right where no sentence answers.
            choices = torch.cat([choices, choices.new_zeros(1)])
            answers = torch.cat([answers, ~answers.any(0, keepdim=True)])
        if answers.any() and not answers.all():
            # Minus the log-likelihood that a right one is chosen of the list.
            chosen = chosen + choices.logsumexp(0) - choices[answers].logsumexp(0)
            lists += 1
            right += int(answers[choices.argmax()])
    target = torch.where(label == ANSWERS, 1.0, torch.where(label == PARTLY, 0.5, 0.0))
    weight = torch.where(label == PARTLY, 0.3, 1.0)
    single = nn.functional.binary_cross_entropy_with_logits(relevance, target, weight, reduction="sum") / weight.sum()
    return chosen / max(1, lists) + pointwise * single + SPAN_WEIGHT * span, len(pairs), (right, lists)


def scores(reader: Reader, pairs: list[Pair], labels: list[int]):
    """Relevance [pairs], and the loss of the answers' spans: `[CLS]` where nothing answers. Pairs of like lengths run
    together: less padding."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].ids))
    quarter = -(-len(order) // 4)
    chunks = [order[at : at + quarter] for at in range(0, len(order), quarter)]
    inputs = [pad([pairs[i] for i in chunk]) for chunk in chunks]
    # One context for all, for it keeps the weights that it has cast.
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_amx_tile_supported()):
        outputs = [reader(*each) for each in inputs]
    found, here, nowhere = [], [], []
    for chunk, (_, _, mask), (relevance, start, end) in zip(chunks, inputs, outputs):
        found.append(relevance.float())
        for kept, rows in (
            (here, [row for row, i in enumerate(chunk) if labels[i] and pairs[i].answer]),
            (nowhere, [row for row, i in enumerate(chunk) if not labels[i]]),
        ):
            for side, logits in enumerate((start, end)):
                target = torch.tensor([pairs[chunk[row]].answer[side] if kept is here else 0 for row in rows]).long()
                masked = logits[rows].float().masked_fill(mask[rows] == 0, -1e4)
                kept.append(nn.functional.cross_entropy(masked, target, reduction="none"))
    back = torch.argsort(torch.tensor(order))
    return torch.cat(found)[back], mean_of(here) + NOWHERE_WEIGHT * mean_of(nowhere)


def mean_of(losses: list[torch.Tensor]) -> torch.Tensor:
    """Of the first and the last word together; 0 where there are none."""
    every = torch.cat(losses)
    return 2 * every.sum() / max(1, len(every))


if __name__ == "__main__":
    main()
