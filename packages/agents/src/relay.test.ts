import type { ChatModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "./agent/agent.ts";
import { relay } from "./relay.ts";

describe("relay", () => {
  it("passes values and the result on", async () => {
    async function* source() {
      yield 1;
      yield 2;
      return "end";
    }
    const relayed = relay(source(), (value) => [value, value * 10]);
    const values: number[] = [];
    for (;;) {
      const step = await relayed.next();
      if (step.done === true) {
        expect([values, step.value]).toEqual([[1, 10, 2, 20], "end"]);
        return;
      }
      values.push(step.value);
    }
  });
});

describe("leaving a stream early", () => {
  /** A model that talks until nobody listens. */
  function endless(): { readonly model: ChatModel; closed: boolean } {
    const state = {
      closed: false,
      model: {
        ...scriptedModel([]),
        async *stream() {
          try {
            for (;;) yield { type: "text", delta: "la " } as const;
          } finally {
            state.closed = true;
          }
        },
      } as ChatModel,
    };
    return state;
  }

  it("closes the model's stream, in a conversation and in a chat", async () => {
    const talking = endless();
    const agent = new Agent({ name: "A", persona: "p", model: talking.model });
    for await (const event of agent.conversationWith(new Agent({ name: "B" })).stream({ seed: 1 }))
      if (event.type === "delta") break;
    expect(talking.closed).toBe(true);

    const chatting = endless();
    const chat = agent.clone({ model: chatting.model }).chat();
    for await (const event of chat.stream("Hi")) if (event.type === "delta") break;
    expect([chatting.closed, chat.dialog().length]).toEqual([true, 0]);
  });
});
