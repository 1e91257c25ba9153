import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { hashingEmbedding } from "./hashing-embedding.ts";
import { PersonaAdherenceScore } from "./persona-adherence-score.ts";
import { SpeakerConsistencyScore } from "./speaker-consistency-score.ts";

const people = [
  "sailing boats harbours",
  "violins concerts scores",
  "bread ovens flour",
  "football goals stadium",
];
const talk = (id: number, lines: readonly string[]): Dialog =>
  new Dialog({
    id,
    personas: { Ann: { name: "Ann", interests: people[id], _metadata: "football" } },
    turns: lines.map((text, turn) => ({ speaker: turn % 2 === 0 ? "Ann" : "Bot", text })),
  });
const reference = people.map((interests, id) => talk(id, [interests, "I see."]));

describe("PersonaAdherenceScore", () => {
  const score = new PersonaAdherenceScore(hashingEmbedding(), { reference });

  it("is 1 for who speaks of their own, and falls with every persona that fits better", async () => {
    expect(await score.score(talk(2, ["I have flour, ovens and bread."]))).toEqual([1]);
    const { value, details } = await score.assess(talk(2, ["My football goals won the stadium."]));
    expect(details).toMatchObject({ personas: 4 });
    const { Ann: rank = 0 } = (details?.["ranks"] ?? {}) as Record<string, number>;
    expect(rank).toBeGreaterThan(1);
    expect(value).toEqual([1 / rank]);
  });

  it("has no value without a persona or a word, and needs personas to look among", async () => {
    expect(await score.score(new Dialog({ turns: [{ speaker: "Ann", text: "bread" }] }))).toBeNull();
    expect(await score.score(talk(1, [" "]))).toBeNull();
    const alone = metricByName("persona-adherence", { reference: [new Dialog()] });
    await expect(alone.score(talk(1, ["bread"]))).rejects.toThrow("holds 0");
  });
});

describe("SpeakerConsistencyScore", () => {
  const score = new SpeakerConsistencyScore(hashingEmbedding());
  const lines = (own: string, other: string): string[] => [own, other, own, other];

  it("is 1 where speakers are unlike, ½ where they are the same, 0 where they swap", async () => {
    expect(await score.score(talk(0, lines("ay ay sir", "good morning madam")))).toBe(1);
    expect(await score.score(talk(0, lines("well well", "well well")))).toBe(0.5);
    expect(await score.score(talk(0, ["ay sir", "good morning", "good morning", "ay sir"]))).toBe(0);
    expect(await score.score(talk(0, ["ay sir", "good morning", "ay sir"]))).toBeNull();
  });

  it("does not count who has no name, and says which model it was", async () => {
    const nameless = ["a b", "c d"].flatMap((text) => [
      { speaker: "", text },
      { speaker: null, text },
      { speaker: "Ann", text },
    ]);
    expect(await score.score(new Dialog({ turns: nameless }))).toBeNull();
    expect(new SpeakerConsistencyScore("openai:text-embedding-3-small").configuration).toEqual({
      embedder: "openai:text-embedding-3-small",
    });
    expect(score.configuration).toEqual({ embedder: hashingEmbedding().id });
  });
});
