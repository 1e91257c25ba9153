import { expect, it } from "vitest";
import { recordingEntrySchema } from "./recording-entry.ts";

const call = { type: "call", model: "x:a", key: "k" };

it.each([
  [{ ...call, result: { text: "Hi" } }, true],
  [{ ...call, error: { kind: "network", message: "gone", status: 503, retryAfterMs: 9 } }, true],
  [{ ...call }, true],
  [{ type: "model", model: "x:a", capabilities: {} }, true],
  [{ ...call, result: null }, false],
  [{ ...call, result: "Hi" }, false],
  [{ ...call, error: { kind: "network" } }, false],
  [{ ...call, key: 7 }, false],
  [{ type: "model", model: "x:a", capabilities: null }, false],
  [{ type: "model", model: "x:a" }, false],
  [{ type: "other", model: "x:a" }, false],
  [null, false],
])("%j is an entry of a recording: %j", (entry, fits) => {
  expect(recordingEntrySchema().safeParse(entry).success).toBe(fits);
});
