import { describe, it } from "vitest";
import { backendCases, openaiProtocol } from "../../testing/index.ts";
import { huggingface } from "./index.ts";

const cases = await backendCases({
  protocol: openaiProtocol,
  connect: (options) => huggingface("test/model", { ...options, baseURL: `${options.baseURL}/v1` }),
});

describe("huggingface", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
