import { describe, it } from "vitest";
import { backendCases, ollamaProtocol } from "../../testing/index.ts";
import { ollama } from "./index.ts";

const cases = await backendCases({
  protocol: ollamaProtocol,
  connect: (options) => ollama("test-model", options),
});

describe("ollama", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
