import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-playground-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

describe("sdialog playground", () => {
  it("says where it is and in which folder, and ends when interrupted", async () => {
    const signal = AbortSignal.abort();
    const { status, out } = await runInMemory(["playground", "made", "--port", "0"], { cwd, signal });
    expect(status).toBe(130);
    expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    expect(out).toContain(join(cwd, "made"));
  });

  it("refuses an impossible port", async () => {
    expect((await runInMemory(["playground", "--port", "http"], { cwd })).status).toBe(2);
  });
});
