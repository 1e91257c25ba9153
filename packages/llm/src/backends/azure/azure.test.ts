import { describe, it } from "vitest";
import { backendCases, openaiProtocol } from "../../testing/index.ts";
import { azure } from "./index.ts";

const cases = await backendCases({
  protocol: openaiProtocol,
  connect: (options) => azure("test-model", options),
});

describe("azure", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
