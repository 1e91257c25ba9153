import { readFileSync } from "node:fs";
import { Dialog } from "@sdialog/core";
import { type EmbeddingModel, noUsage } from "@sdialog/llm";
import { parkMiller } from "./made-texts.ts";

/** The words that made dialogues are made of: all in the CMU Pronouncing Dictionary. */
const madeWords = JSON.parse(
  readFileSync(new URL("made-words.json", import.meta.url), "utf8"),
) as readonly string[];

const speakers = ["Ann", "Ben", "Cid"] as const;

/**
 * A dialogue of English words without a meaning, whose turns sometimes repeat, with tool calls, times, costs and personas.
 * `made_dialogs.py` makes the same, so that other programs can be asked about it and only their numbers are kept.
 */
export function madeDialog(seed: number): Dialog {
  const random = parkMiller(seed + 1);
  const draw = (): number => random.next().value;
  const below = (limit: number): number => Math.floor(limit * draw());
  draw();
  const skew = 1 + draw();
  const some = (number: number): string =>
    Array.from({ length: number }, () => madeWords[Math.floor(madeWords.length * draw() ** skew)]).join(" ");
  const sentence = (): string => some(3 + below(9)) + (draw() < 0.3 ? "?" : ".");

  const turns: { speaker: string; text: string; latencyMs: number }[] = [];
  const events: {
    agent: string;
    action: string;
    actionLabel: string | null;
    content: object;
    timestamp: number;
  }[] = [];
  let timestamp = 0;
  const length = 4 + below(12);
  for (let place = 0; place < length; place++) {
    const agent = speakers[below(3)] as string;
    const again = place > 0 && draw() < 0.15 ? turns[below(place)]?.text : undefined;
    const text = again ?? Array.from({ length: 1 + below(3) }, sentence).join(" ");
    turns.push({ speaker: agent, text, latencyMs: below(5000) });
    for (let calls = below(3); calls > 0; calls--) {
      timestamp += below(10);
      events.push({ agent, action: "tool", actionLabel: "call", content: { name: "look" }, timestamp });
    }
    timestamp += below(10);
    events.push({ agent, action: "utter", actionLabel: null, content: { text }, timestamp });
  }
  const usage = { cost: below(1000) / 1000, inputTokens: below(9000), outputTokens: below(900) };
  const personas = Object.fromEntries(speakers.map((speaker) => [speaker, some(12)]));
  return new Dialog({ id: seed, turns, events, personas, usage });
}

/** A made dialogue whose end is another one's: some of it was there before. */
export function mixedDialog(seed: number): Dialog {
  const dialog = madeDialog(seed);
  if (seed % 2 === 0) return dialog;
  const { events, personas, extra } = dialog;
  const turns = [...dialog.turns.slice(0, seed % 3), ...madeDialog(1000 + (seed % 10)).turns];
  return new Dialog({ ...extra, id: seed, events, personas, turns });
}

/** How often each of the words is said, no two of them with the same weight: no two personas are equally near. */
export const countingWords: EmbeddingModel = {
  specVersion: 1,
  id: "test:words",
  embed: (texts) =>
    Promise.resolve({
      vectors: texts.map((text) => {
        const said = text.match(/[a-z]+/g) ?? [];
        return Float32Array.from(
          madeWords,
          (word, place) => said.filter((one) => one === word).length * Math.sqrt(2 + place),
        );
      }),
      usage: noUsage,
    }),
};
