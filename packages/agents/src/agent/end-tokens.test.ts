import { defineChatModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { scripted } from "../participants/scripted.ts";
import { Agent } from "./agent.ts";
import { withoutEndTokens } from "./end-tokens.ts";

const replies: readonly (readonly [reply: string, text: string])[] = [
  ["Hi.", "Hi."],
  ["Hi.<|im_end|>", "Hi."],
  ["Hi. <|eot_id|>\n", "Hi."],
  ["Hi.</s>", "Hi."],
  ["Hi.<end_of_turn>\n<eos>", "Hi."],
  ["Hi.<｜end▁of▁sentence｜>", "Hi."],
  ["Hi.<seed:eos>", "Hi."],
  ["Hi.<turn|>", "Hi."],
  ["<|im_end|>", ""],
  ["Not <s>red</s>", "Not <s>red</s>"],
  ["End with `<|im_end|>`", "End with `<|im_end|>`"],
  ["<|im_end|> is a token.", "<|im_end|> is a token."],
  ["Bye! <|STOP|>", "Bye! <|STOP|>"],
  ["1 < 2", "1 < 2"],
  ["a <|b", "a <|b"],
];

describe("withoutEndTokens", () => {
  it.each(replies)("%j, whole and letter by letter", async (reply, text) => {
    const whole = scriptedModel(() => reply);
    const model = withoutEndTokens(
      defineChatModel({
        id: whole.id,
        capabilities: whole.capabilities,
        async *stream(request) {
          for (const delta of reply) yield { type: "text", delta };
          yield { type: "finish", result: await whole.generate(request) };
        },
      }),
    );
    const result = await model.generate({ messages: [] });
    expect(result.text).toBe(text);
    expect(result.warnings).toHaveLength(text === reply ? 0 : 1);
    let streamed = "";
    for await (const chunk of model.stream({ messages: [] })) {
      if (chunk.type === "text") streamed += chunk.delta;
      if (chunk.type === "finish") expect(chunk.result).toEqual(result);
    }
    expect(streamed).toBe(text);
  });

  it("is around every agent's model, and what it takes off is an event", async () => {
    const agent = new Agent({ name: "A", model: scriptedModel(["Hi.<|im_end|>"]) });
    const dialog = await agent.dialogWith(scripted("B", ["Yo."]), { seed: 1, maxTurns: 2 });
    expect(dialog.turns[0]).toEqual({ speaker: "A", text: "Hi." });
    expect(JSON.stringify(dialog.events)).toContain("was taken off the end of the reply");
  });
});
