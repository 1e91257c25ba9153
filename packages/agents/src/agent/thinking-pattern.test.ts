import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "./agent.ts";
import { thinkingPattern } from "./thinking-pattern.ts";

const forms: readonly (readonly [
  pattern: RegExp,
  reply: string,
  text: string,
  thinking: string | undefined,
])[] = [
  [/^Thoughts: (.*)\n/m, "Thoughts: be kind\nHi!", "Hi!", "be kind"],
  [/\(thinks: [^)]*\)/, "(thinks: a) Hi! (thinks: b)", "Hi!", "(thinks: a)\n(thinks: b)"],
  [/<<(.*?)>>/s, "Hi! <<one\ntwo>>Bye.", "Hi! Bye.", "one\ntwo"],
  [/<<(.*?)>>/g, "Hi!", "Hi!", undefined],
  [/^.+$/s, "All of it.", "", "All of it."],
];

describe("thinkingPattern", () => {
  it.each(forms)("%s takes out of %j what was thought", async (pattern, reply, text, thinking) => {
    const model = thinkingPattern(pattern)(scriptedModel([reply, reply]));
    for (const time of ["first", "second"]) {
      const result = await model.generate({ messages: [] });
      expect({ text: result.text, thinking: result.thinking }, time).toEqual({ text, thinking });
    }
  });

  it.each(forms)(
    "%s does so while %j is streamed, before anybody reads it",
    async (pattern, reply, text, thinking) => {
      let said = "";
      let thought = "";
      for await (const chunk of thinkingPattern(pattern)(scriptedModel([reply])).stream({ messages: [] })) {
        if (chunk.type === "text") said += chunk.delta;
        if (chunk.type === "thinking") thought += chunk.delta;
        if (chunk.type === "finish") expect(chunk.result.text).toBe(text);
      }
      expect([said, thought]).toEqual([text, thinking ?? ""]);
    },
  );

  it("stands behind what a model tells of its thoughts by itself", async () => {
    const thinking = (async () => ({
      ...(await scriptedModel(["<<b>> Hi!"]).generate({ messages: [] })),
      thinking: "a",
    }))();
    const model = { ...scriptedModel([]), generate: () => thinking };
    expect(await thinkingPattern(/<<(.*?)>>/)(model).generate({ messages: [] })).toMatchObject({
      text: "Hi!",
      thinking: "a\nb",
    });
    const plain = { ...model, generate: async () => ({ ...(await thinking), text: "Hi!" }) };
    expect(await thinkingPattern(/<<(.*?)>>/)(plain).generate({ messages: [] })).toMatchObject({
      text: "Hi!",
      thinking: "a",
    });
  });

  it("is an option of agents, whose thoughts are recorded and not said", async () => {
    const agent = new Agent({
      name: "Ann",
      model: scriptedModel(["Thoughts: be kind\nHi!"]),
      thinkingPattern: /^Thoughts: (.*)\n/m,
    });
    const chat = agent.chat({ seed: 1 });
    expect(await chat.respond("Hello")).toBe("Hi!");
    expect(chat.dialog().events).toContainEqual(
      expect.objectContaining({ action: "think", content: "be kind" }),
    );
  });

  it.each([["a text" as never], [/x*/]])("refuses %s", (pattern) => {
    expect(() => new Agent({ thinkingPattern: pattern })).toThrow(/thinkingPattern/);
  });
});
