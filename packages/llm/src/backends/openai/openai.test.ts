import { expect, it, vi } from "vitest";
import { openai } from "./openai.ts";

it("says that a key is missing before anything is sent", async () => {
  vi.stubEnv("OPENAI_API_KEY", undefined);
  vi.stubEnv("OPENAI_BASE_URL", undefined);
  await expect(openai("gpt-4.1-mini")).rejects.toMatchObject({
    code: "model_authentication",
    hint: expect.stringContaining("OPENAI_API_KEY"),
  });
  vi.unstubAllEnvs();
});
