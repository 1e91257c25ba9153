import { createOpenAI } from "@ai-sdk/openai";
import { describe, it } from "vitest";
import { withTimeout } from "../../middleware/with-timeout.ts";
import { backendCases, openaiProtocol } from "../../testing/index.ts";
import { fromAiSdk } from "./index.ts";

const cases = await backendCases({
  protocol: openaiProtocol,
  connect({ baseURL, apiKey, headers, timeoutMs = 10_000 }) {
    const provider = createOpenAI({
      baseURL: `${baseURL}/v1`,
      apiKey,
      ...(headers === undefined ? {} : { headers }),
    });
    return withTimeout({ totalMs: timeoutMs })(fromAiSdk(provider.chat("test-model"), { thinking: false }));
  },
});

describe("fromAiSdk", () => {
  for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
});
