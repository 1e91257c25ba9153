import { type EmbeddingModel, noUsage } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { rehearse } from "../testing/rehearse.ts";
import { SimpleResponseOrchestrator } from "./simple-response-orchestrator.ts";

const vocabulary = ["hello", "name", "medicine", "bye", "doctor"];

/** Counts the words of a small vocabulary. */
function wordCounts(): EmbeddingModel & { readonly batches: string[][] } {
  const batches: string[][] = [];
  return {
    specVersion: 1,
    id: "test:words",
    batches,
    embed: async (texts) => {
      batches.push([...texts]);
      const vectors = texts.map((text) =>
        Float32Array.from(vocabulary, (word) => text.toLowerCase().split(word).length - 1),
      );
      return { vectors, usage: noUsage };
    },
  };
}

const responses = {
  greet: "Hello, how can I help?",
  ask_name: "Could I get your name, please?",
  inform: "Take your medicine\n before you sleep.",
  goodbye: "Thank you and bye.",
};
const graph = { greet: "ask_name", ask_name: "query", query: "inform", inform: "goodbye" };

describe("SimpleResponseOrchestrator", () => {
  it("looks up what the speaker would say and suggests the closest responses", async () => {
    const rule = new SimpleResponseOrchestrator({ responses, embedding: wordCounts(), topK: 2 });
    const [said] = await rehearse(rule, ["I feel ill"], {
      lookahead: () => "Take medicine and more medicine, bye",
    });
    expect(said?.instruction).toMatch(
      /:\n1\. Take your medicine before you sleep\.\n2\. Thank you and bye\.$/,
    );
    expect(said?.events).toEqual([
      {
        action: "request_suggestions",
        actionLabel: "query",
        content: "Take medicine and more medicine, bye",
      },
      { action: "request_suggestions", actionLabel: "actions", content: ["inform", "goodbye"] },
    ]);
  });

  it("follows the graph from the speaker's last message, over a look-up, without asking the model", async () => {
    const rule = new SimpleResponseOrchestrator({ responses, graph, embedding: wordCounts(), topK: 1 });
    const script = ["Hello!", "Your name?", "Medicine at night.", "Bye."];
    const asked: number[] = [];
    const said = await rehearse(rule, ["Hi", "I forgot", "Alexis", "Thanks", "…"], {
      reply: (index) => script[index] ?? "",
      lookahead: (index) => {
        asked.push(index);
        return "hello";
      },
    });
    const suggested = said.map(({ events }) => events.at(-1)?.content);
    expect(suggested).toEqual([["greet"], ["ask_name"], ["inform"], ["goodbye"], ["greet"]]);
    expect(said[2]?.instruction).toMatch(/:\n1\. Take your medicine before you sleep\.$/);
    // Only where the graph could not tell: at the start and after its end.
    expect(asked).toEqual([0, 4]);
  });

  it("suggests an action once, however many lead to it", async () => {
    const rule = new SimpleResponseOrchestrator({
      responses: { a: "hello name", b: "hello doctor", c: "bye" },
      graph: { a: "c", b: ["c", "a"] },
      embedding: wordCounts(),
      topK: 2,
    });
    const [, said] = await rehearse(rule, ["x", "y"], { reply: () => "hello name doctor" });
    expect(said?.events.at(-1)?.content).toEqual(["c", "a"]);
  });

  it("embeds the responses once for all conversations, and again after a failure", async () => {
    const embedding = wordCounts();
    let down = true;
    const flaky: EmbeddingModel = {
      specVersion: 1,
      id: "test:flaky",
      embed: (texts) => (down ? Promise.reject(new Error("down")) : embedding.embed(texts)),
    };
    const rule = new SimpleResponseOrchestrator({ responses: ["Hello", "Bye"], embedding: flaky });
    await expect(rehearse(rule, ["x"])).rejects.toThrow("down");
    down = false;
    await Promise.all([rehearse(rule, ["x", "y"]), rehearse(rule, ["z"])]);
    expect(embedding.batches.filter((texts) => texts.length === 2)).toEqual([["Hello", "Bye"]]);
  });

  it("keeps silent when there is nothing to look up", async () => {
    const rule = new SimpleResponseOrchestrator({ responses: ["Hello"], embedding: wordCounts() });
    const [said] = await rehearse(rule, ["x"], { lookahead: () => "" });
    expect(said).toEqual({ instruction: undefined, events: [] });
  });

  it("refuses a graph without actions, no responses, and no top", () => {
    const make = (options: object) => () =>
      new SimpleResponseOrchestrator({ responses: ["x"], embedding: "local", ...options });
    expect(make({ graph: { a: "b" } })).toThrow("needs responses by action");
    expect(make({ responses: [] })).toThrow("at least one response");
    expect(make({ topK: 0 })).toThrow("topK");
  });
});
