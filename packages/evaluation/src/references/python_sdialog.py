"""What Python SDialog 0.5.3 says of 50 dialogues of STAR; prints python-sdialog.json, numbers only.

pip install --no-deps sdialog==0.5.3
pip install syllables==1.1.5 numpy pandas matplotlib scipy pydantic tqdm jinja2
SDIALOG_STAR_PATH=… python python_sdialog.py > python-sdialog.json
"""

import hashlib
import json
import os
import re
import sys
from unittest.mock import MagicMock


class Stub(MagicMock):
    """Stands in for the models and servers that text scores never ask."""

    __path__ = []

    def __mro_entries__(self, bases):
        return (object,)


class Finder:
    missing = ("torch", "langchain", "sentence_transformers", "sklearn", "transformers", "graphviz", "fastapi",
               "uvicorn", "ollama", "networkx", "boto", "pyvis", "yaml", "print_color", "joblib_", "soundfile", "simple_parsing",
               "openai", "anthropic", "google", "huggingface_hub", "datasets", "tenacity", "faiss", "librosa", "pydub",
               "simpleneighbors", "rich", "IPython", "matplotlib", "requests", "nbformat")

    def find_spec(self, name, path=None, target=None):
        from importlib.machinery import ModuleSpec

        if name.split(".")[0].startswith(self.missing):
            return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Stub(name=spec.name)

    def exec_module(self, module):
        pass


import scipy.linalg  # noqa: E402, F401
import scipy.stats  # noqa: E402, F401
import syllables  # noqa: E402

sys.meta_path.append(Finder())
from sdialog.datasets import STAR  # noqa: E402
from sdialog.evaluation import (  # noqa: E402
    BackChannelRateScore, ColemanLiauScore, DaleChallScore, FillerWordDensityScore, FleschReadingEaseScore,
    GunningFogScore, HesitationRateScore, LexicalDiversityScore, LinsearWriteScore, MeanTurnLengthScore,
    QuestionRateScore, TurnLength, TurnTakingRatioScore)

STAR.set_path(os.environ["SDIALOG_STAR_PATH"])
scores = {
    "turn-length": TurnLength(), "mean-turn-length": MeanTurnLengthScore(), "hesitation-rate": HesitationRateScore(),
    "turn-taking-ratio": TurnTakingRatioScore(), "question-rate": QuestionRateScore(),
    "lexical-diversity": LexicalDiversityScore(), "back-channel-rate": BackChannelRateScore(),
    "filler-word-density": FillerWordDensityScore(), "gunning-fog": GunningFogScore(),
    "flesch-reading-ease": FleschReadingEaseScore(), "coleman-liau": ColemanLiauScore(),
    "linsear-write": LinsearWriteScore(), "dale-chall": DaleChallScore(),
}


def of(dialog):
    text = str(dialog)
    words = re.findall(r"\b[a-zA-Z]+\b", text)
    return {
        "id": dialog.id,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        # One digit per word.
        "syllables": "".join(str(min(9, syllables.estimate(word))) for word in words),
        "scores": {name: score.score(dialog) for name, score in scores.items()},
    }


ids = sorted(int(name[:-5]) for name in os.listdir(os.path.join(os.environ["SDIALOG_STAR_PATH"], "dialogues")))
chosen = [ids[place * len(ids) // 50] for place in range(50)]
json.dump([of(STAR.get_dialog(id)) for id in chosen], sys.stdout, default=float)
