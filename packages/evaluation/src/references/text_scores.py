"""What published programs say of the made texts; prints text-scores.json.

pip install lexicalrichness==0.5.1 lexical-diversity==0.1.1 rouge-score==0.1.2 nltk==3.10.4
python text_scores.py > text-scores.json
"""

import gzip
import json
import sys

from lexical_diversity import lex_div
from lexicalrichness import LexicalRichness
from made_texts import made_text
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from rouge_score import rouge_scorer


class Words:
    """Texts are cut into words already."""

    def tokenize(self, text):
        return text.split()


rouge = rouge_scorer.RougeScorer(["rougeL"], tokenizer=Words())


def rouge_l(a, b):
    return rouge.score(" ".join(a), " ".join(b))["rougeL"].fmeasure


def self_bleu(lines):
    scores = []
    for place, line in enumerate(lines):
        others = lines[:place] + lines[place + 1 :]
        if not any(set(line) & set(other) for other in others):
            scores.append(0)
        else:
            scores.append(sentence_bleu(others, line, smoothing_function=SmoothingFunction().method1))
    return sum(scores) / len(scores)


def of(seed):
    words = made_text(seed)
    rich = LexicalRichness(" ".join(words), preprocessor=None, tokenizer=str.split)
    other = made_text(seed + 1000)
    lines = [" ".join(words[i : i + 10]) for i in range(0, len(words), 10)]
    compressed = gzip.compress("\n".join(lines).encode(), 9)
    long = len(words)
    return {
        "type-token-ratio": rich.ttr,
        "maas": rich.Maas,
        "yules-k": rich.yulek,
        "msttr": rich.msttr(segment_window=50) if long > 50 else None,
        "mattr": rich.mattr(window_size=50) if long > 50 else None,
        "hdd": rich.hdd(draws=42) if long > 42 else None,
        "mtld": rich.mtld(threshold=0.72),
        "mtld-ma-min-10": lex_div.mtld_ma_wrap(words),
        "vocd-d": rich.vocd(iterations=20) if long > 50 else None,
        "rouge-l": rouge_l(words, other),
        "self-bleu": self_bleu([line.split() for line in lines]),
        "compression-ratio": len("\n".join(lines).encode()) / len(compressed),
    }


json.dump([of(seed) for seed in range(60)], sys.stdout)
