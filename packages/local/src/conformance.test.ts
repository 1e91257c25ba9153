import { modelCases } from "@sdialog/llm/testing";
import { describe, it } from "vitest";
import { backend } from "./index.ts";

const cases = await modelCases({ connect: (options) => backend.chat("", options) });

describe("the local backend", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
