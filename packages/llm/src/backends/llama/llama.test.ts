import { describe, expect, it } from "vitest";
import { modelCases } from "../../testing/index.ts";
import { llama } from "./index.ts";

// A model with something to say is too large to keep here.
const path = process.env["SDIALOG_TEST_GGUF"];
const cases = path === undefined ? [] : await modelCases({ connect: (options) => llama(path, options) });
if (path === undefined)
  console.log("skipped: the conformance suite of llama:, for want of SDIALOG_TEST_GGUF");

describe.skipIf(path === undefined)("the llama backend", () => {
  it("ends a reply that is held to a form with the form, not with empty lines until the tokens are used up", async () => {
    const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const model = await llama(path as string);
    for (let seed = 0; seed < 5; seed++) {
      const { text, finishReason } = await model.generate({
        messages: [{ role: "user", content: "Name a city." }],
        output: { name: "answer", schema },
        seed,
      });
      expect(text).toMatch(/^\{[^]*\}$/);
      expect(finishReason).toBe("stop");
    }
  });
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
