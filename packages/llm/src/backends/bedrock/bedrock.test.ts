import { describe, it } from "vitest";
import { backendCases, bedrockProtocol } from "../../testing/index.ts";
import { bedrock } from "./index.ts";

const cases = await backendCases({
  protocol: bedrockProtocol,
  connect: (options) => bedrock("test-model", { region: "eu-central-1", ...options }),
});

describe("bedrock", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
