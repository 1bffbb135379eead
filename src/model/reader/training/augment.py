"""Questions as people type them: typing errors, chat spellings, no capitals, key words alone. And questions about
someone or some year else, which the sentences do not answer."""

import random
import re
from collections import defaultdict

CHAT = {
    "what": ["wat", "wht", "whats"], "you": ["u"], "are": ["r"], "please": ["plz", "pls"], "because": ["cuz", "bc"],
    "people": ["ppl"], "to": ["2"], "for": ["4"], "the": ["teh", "da"], "why": ["y"], "with": ["w/"], "before": ["b4"],
    "going": ["goin"], "government": ["govt"], "years": ["yrs"], "about": ["abt"], "does": ["duz"], "and": ["&"],
    "thousand": ["k"], "president": ["prez"], "through": ["thru"], "tonight": ["tonite"], "children": ["kids"],
    "company": ["firm"], "money": ["cash"], "police": ["cops"], "said": ["sed"], "have": ["hav"], "was": ["wuz"],
}  # fmt: skip
OPENINGS = ["hey", "yo", "so", "anyone know", "does anyone know", "ok", "quick q", "can someone tell me", "hi,", "um"]
CLOSINGS = ["lol", "tho", "anyone?", "plz", "thx", "??", "again", "btw"]
FUNCTION_WORDS = set(
    "a an the of in on at to for by with from did do does is are was were has have had be been will would can could "
    "that this it its their his her and or as than what who when where which how why many much".split()
)
SPELLINGS = [
    (r"(?<=[a-z]{3})isation", "ization"), (r"(?<=[a-z]{3})ise([sd]?)\b", r"ize\1"), (r"\bcentre", "center"),
    (r"(?<=[a-z]{2})our\b", "or"), (r"\bdefence", "defense"), (r"\bprogramme", "program"), (r"ell(ed|ing)\b", r"el\1"),
]  # fmt: skip
BRITISH = [
    (r"(?<=[a-z]{3})ization", "isation"), (r"(?<=[a-z]{3})ize([sd]?)\b", r"ise\1"), (r"\bcenter", "centre"),
    (r"\b(col|lab|harb|hon|neighb|behavi|fav)or", r"\1our"), (r"\bdefense", "defence"),
]  # fmt: skip


def typed(question: str) -> str:
    """The question as it is in half of the cases, and else with one or two changes."""
    if random.random() < 0.5:
        return question
    for change in random.sample(CHANGES, k=random.choice((1, 1, 2))):
        question = change(question)
    return question


def typo(question: str) -> str:
    words = question.split()
    long = [i for i, word in enumerate(words) if len(word) > 4]
    if long:
        i = random.choice(long)
        word = words[i]
        at = random.randrange(1, len(word) - 1)
        words[i] = random.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + random.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
            )
        )
    return " ".join(words)


def chat(question: str) -> str:
    words = question.split()
    words = [random.choice(CHAT[w.lower()]) if w.lower() in CHAT and random.random() < 0.6 else w for w in words]
    return " ".join(words)


def bare(question: str) -> str:
    return question.lower().rstrip("?. ")


def talk(question: str) -> str:
    question = bare(question)
    if random.random() < 0.6:
        question = f"{random.choice(OPENINGS)} {question}"
    return f"{question} {random.choice(CLOSINGS)}" if random.random() < 0.4 else question


def key_words(question: str) -> str:
    kept = [w for w in bare(question).split() if w.strip("?,.’'\"").lower() not in FUNCTION_WORDS]
    return " ".join(kept) if len(kept) > 2 else question


def respelled(question: str) -> str:
    for pattern, instead in random.choice((SPELLINGS, BRITISH)):
        question = re.sub(pattern, instead, question)
    return question


CHANGES = [typo, typo, chat, bare, bare, talk, key_words, respelled]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


class OtherNames:
    """Names and years of all questions, to put one in the place of another."""

    # Years, and capitalised words after the first word.
    NAME = re.compile(r"\b(?:1[89]|20)\d\d\b|(?<=[a-z,] )[A-Z][\w.-]+(?: [A-Z][\w.-]+)*")

    def __init__(self, questions: list[str]) -> None:
        self.alike: dict[tuple, list[str]] = defaultdict(list)
        for question in questions:
            for name in self.NAME.findall(question):
                self.alike[self.shape(name)].append(name)

    @staticmethod
    def shape(name: str) -> tuple:
        return name[0].isdigit(), name.count(" ")

    def asked_of_another(self, question: str) -> str | None:
        """The question with one name or year replaced by another of its shape; None if it has none."""
        found = list(self.NAME.finditer(question))
        if not found:
            return None
        name = random.choice(found)
        other = random.choice(self.alike[self.shape(name[0])])
        # A part of the same name may still be answered.
        if words(other) & words(question):
            return None
        return question[: name.start()] + other + question[name.end() :]
