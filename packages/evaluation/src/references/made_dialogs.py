"""The dialogues of made-dialogs.ts, word for word."""

import json
from pathlib import Path

from made_texts import park_miller

words = json.loads(Path(__file__).with_name("made-words.json").read_text())


def made_dialog(seed):
    random = park_miller(seed + 1)

    def below(limit):
        return int(limit * next(random))

    next(random)
    skew = 1 + next(random)

    def some(number):
        return " ".join(words[int(len(words) * next(random) ** skew)] for _ in range(number))

    turns, events, time = [], [], 0
    for place in range(4 + below(12)):
        speaker = "Ann Ben Cid".split()[below(3)]
        if place > 0 and next(random) < 0.15:
            text = turns[below(place)]["text"]
        else:
            text = " ".join(
                some(3 + below(9)) + ("?" if next(random) < 0.3 else ".") for _ in range(1 + below(3))
            )
        turns.append({"speaker": speaker, "text": text, "latencyMs": below(5000)})
        for _ in range(below(3)):
            time += below(10)
            events.append({"agent": speaker, "action": "tool", "label": "call", "timestamp": time})
        time += below(10)
        events.append({"agent": speaker, "action": "utter", "label": None, "timestamp": time})
    usage = {"cost": below(1000) / 1000, "inputTokens": below(9000), "outputTokens": below(900)}
    personas = {speaker: some(12) for speaker in "Ann Ben Cid".split()}
    return {"turns": turns, "events": events, "usage": usage, "personas": personas}
