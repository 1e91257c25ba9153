import { describe, it } from "vitest";
import { backendCases, googleProtocol } from "../../testing/index.ts";
import { google } from "./index.ts";

const cases = await backendCases({
  protocol: googleProtocol,
  connect: (options) => google("test-model", options),
});

describe("google", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
