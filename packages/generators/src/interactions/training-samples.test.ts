import { describe, expect, it } from "vitest";
import type { Interaction } from "./interaction.ts";
import { preferencePairs } from "./preference-pairs.ts";
import { completionSamples, messagesSample } from "./training-samples.ts";

function interaction(texts: readonly string[], stopReason = "satisfied", persona = "p1"): Interaction {
  const messages = texts.map((content, index): Interaction["messages"][number] =>
    index % 2 === 0
      ? { role: "user", content, metadata: { clean_version: `clean ${content}` } }
      : { role: "assistant", content },
  );
  return {
    interaction_id: "i",
    persona_id: persona,
    persona_features: {},
    original_query: texts[0] ?? "",
    initial_query: texts[0] ?? "",
    messages,
    num_turns: Math.floor(texts.length / 2),
    metadata: { stop_reason: stopReason },
  };
}

describe("training samples", () => {
  it("are the messages up to the last answer, noisy or clean, with instructions when wanted", () => {
    const dangling = interaction(["hi", "Hello.", "and?"], "provider_error");
    expect(messagesSample(dangling)).toEqual({
      messages: [
        { role: "user", content: "hi" },
        { role: "assistant", content: "Hello." },
      ],
    });
    const { messages } = messagesSample(dangling, { clean: true, systemPrompt: "Be kind." });
    expect(messages.map(({ content }) => content)).toEqual(["Be kind.", "clean hi", "Hello."]);
    expect(messagesSample(interaction(["hi"]))).toEqual({ messages: [] });
  });

  it("are one completion per answer", () => {
    const samples = completionSamples(interaction(["a", "b", "c", "d"]));
    expect(samples.map(({ prompt }) => prompt.length)).toEqual([1, 3]);
    expect(samples.map(({ completion }) => completion)).toEqual([
      [{ role: "assistant", content: "b" }],
      [{ role: "assistant", content: "d" }],
    ]);
  });
});

describe("preferencePairs", () => {
  it("prefers the answer that satisfied, or did so sooner", () => {
    const quick = interaction(["q", "good"]);
    const slow = interaction(["q", "vague", "what?", "good"]);
    const never = interaction(["q", "bad", "what?", "bad"], "max_turns");
    const pairs = preferencePairs([slow, never, quick]);
    expect(pairs.map(({ chosen, rejected }) => [chosen[0]?.content, rejected[0]?.content])).toEqual([
      ["vague", "bad"],
      ["good", "vague"],
      ["good", "bad"],
    ]);
    expect(pairs[0]?.prompt).toEqual([{ role: "user", content: "q" }]);
  });

  it("parts where the answers part", () => {
    const [pair] = preferencePairs([
      interaction(["q", "a", "b", "c"]),
      interaction(["q", "a", "b", "x", "y", "c"]),
    ]);
    expect(pair).toMatchObject({ chosen: [{ content: "c" }], rejected: [{ content: "x" }] });
    expect(pair?.prompt).toHaveLength(3);
  });

  it("makes no pair of equals, of other words or people, or where the user spoke differently", () => {
    const one = interaction(["q", "a"]);
    expect(preferencePairs([one, interaction(["q", "b"])])).toEqual([]);
    expect(preferencePairs([one, interaction(["q2", "b", "c", "d"])])).toEqual([]);
    expect(preferencePairs([one, interaction(["q", "b", "c", "d"], "satisfied", "p2")])).toEqual([]);
    const apart = [interaction(["q", "a", "b", "c"]), interaction(["q", "a", "x", "d", "e", "f"])];
    expect(preferencePairs(apart)).toEqual([]);
  });
});
