import { describe, it } from "vitest";
import { backendCases, anthropicProtocol } from "../../testing/index.ts";
import { anthropic } from "./index.ts";

const cases = await backendCases({
  protocol: anthropicProtocol,
  connect: (options) => anthropic("test-model", options),
});

describe("anthropic", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
