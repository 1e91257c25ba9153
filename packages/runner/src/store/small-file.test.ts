import { describe, expect, it } from "vitest";
import * as z from "zod";
import { formatRunVoice, voiceReport } from "./run-voice.ts";
import { mostTriedAgain } from "../executors/slurm/slurm-executor.ts";
import { taskId } from "../task/task-id.ts";
import { listOf, mostSmallBytes, retryList } from "./small-file.ts";

describe("a small file", () => {
  it("with a list is looked at no further than its first wrong item", () => {
    let looked = 0;
    const item = z.custom<number>(() => ++looked < 3);
    expect(listOf(item).safeParse(Array.from({ length: 1000 }, () => 0))).toMatchObject({ success: false });
    expect(looked).toBe(3);
  });

  it("lists as many failed tasks as an array job tries again, and no more than it may hold", () => {
    const last = { variant: 9999, index: 9_999_999, tried: 9_999_999, substitute: 9_999_999 };
    const task = { ...taskId(last.variant, "0".repeat(64), last.index), ...last };
    const text = JSON.stringify(Array.from({ length: mostTriedAgain }, () => task));
    expect(text.length).toBeLessThan(mostSmallBytes);
    expect(retryList.schema.parse(JSON.parse(text))).toHaveLength(20_000);
  });

  it("names of thousands of recordings that failed no more than it may hold", () => {
    const one = { id: 1, code: "speech_failed", message: "no voice ".repeat(100) };
    const counted = { wanted: 2, placed: 1 };
    const counts = { overlaps: counted, interruptions: counted, backchannels: counted };
    const voice = { dialogs: 0, found: 0, seconds: 0, engine: "e", notes: { cut: 1 }, counts };
    const text = formatRunVoice({ ...voice, failed: Array.from({ length: 10_000 }, () => one) });
    expect(text.length).toBeLessThan(mostSmallBytes);
    const kept = voiceReport.schema.parse(JSON.parse(text));
    expect(kept.failed.length + (kept.notes["failed_not_listed"] ?? 0)).toBe(10_000);
    expect(kept.failed.length).toBeGreaterThan(1000);
  });
});
