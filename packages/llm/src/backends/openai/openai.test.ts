import { describe, it } from "vitest";
import { backendCases, openaiProtocol } from "../../testing/index.ts";
import { openai } from "./index.ts";

const cases = await backendCases({
  protocol: openaiProtocol,
  connect: (options) => openai("test-model", { ...options, baseURL: `${options.baseURL}/v1` }),
});

describe("openai", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
