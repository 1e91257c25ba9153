import { describe, expect, it } from "vitest";
import * as z from "zod";
import { formatRunVoice, voiceReport } from "./run-voice.ts";
import { listOf, mostSmallBytes } from "./small-file.ts";

describe("a small file", () => {
  it("with a list is looked at no further than its first wrong item", () => {
    let looked = 0;
    const item = z.custom<number>(() => ++looked < 3);
    expect(listOf(item).safeParse(Array.from({ length: 1000 }, () => 0))).toMatchObject({ success: false });
    expect(looked).toBe(3);
  });

  it("names of thousands of recordings that failed no more than it may hold", () => {
    const one = { id: 1, code: "speech_failed", message: "no voice ".repeat(100) };
    const voice = { dialogs: 0, found: 0, seconds: 0, engine: "e", notes: { cut: 1 } };
    const text = formatRunVoice({ ...voice, failed: Array.from({ length: 10_000 }, () => one) });
    expect(text.length).toBeLessThan(mostSmallBytes);
    const kept = voiceReport.schema.parse(JSON.parse(text));
    expect(kept.failed.length + (kept.notes["failed_not_listed"] ?? 0)).toBe(10_000);
    expect(kept.failed.length).toBeGreaterThan(1000);
  });
});
