import { expect, it } from "vitest";
import { ModelError } from "../errors/model-error.ts";
import { retryNotices } from "./retry-notices.ts";

it("tells of one wait for a model at a time, and of no short one", () => {
  let now = 0;
  const told: string[] = [];
  const notice = retryNotices((message) => told.push(message), { timer: { now: () => now } });
  const failed = (model: string, delayMs: number, attempt = 1): void =>
    notice({ error: new ModelError("slow down", { kind: "rate_limit", model }), attempt, delayMs });
  failed("openai:a", 500);
  expect(told).toEqual([]);
  for (const jitter of [0, 300, 900]) failed("openai:a", 30_000 + jitter);
  failed("openai:b", 10_000);
  now = 31_000;
  failed("openai:a", 60_000, 2);
  expect(told).toEqual([
    "openai:a: slow down; trying again in 30 s (attempt 2)",
    "openai:b: slow down; trying again in 10 s (attempt 2)",
    "openai:a: slow down; trying again in 60 s (attempt 3)",
  ]);
});
