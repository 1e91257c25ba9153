import { describe, it } from "vitest";
import { modelCases } from "../../testing/index.ts";
import { llama } from "./index.ts";

// A model with something to say is too large to keep here.
const path = process.env["SDIALOG_TEST_GGUF"];
const cases = path === undefined ? [] : await modelCases({ connect: (options) => llama(path, options) });
if (path === undefined)
  console.log("skipped: the conformance suite of llama:, for want of SDIALOG_TEST_GGUF");

describe.skipIf(path === undefined)("the llama backend", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
