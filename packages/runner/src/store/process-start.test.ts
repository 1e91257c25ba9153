import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { processSpace, processStart } from "./process-start.ts";

describe("processStart", () => {
  it("tells a running process from others, the same way each time", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(other, "spawn");
    const [own, its] = [processStart(process.pid), processStart(other.pid as number)];
    expect(own).toBeTypeOf("string");
    expect(own).not.toMatch(/\s|undefined/);
    expect(processStart(process.pid)).toBe(own);
    expect(its).toBeTypeOf("string");
    if (process.platform === "linux") {
      expect(own).toMatch(/^[\da-f-]{36}:\d+$/);
      expect(its).not.toBe(own);
    }
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(processStart(other.pid as number)).toBeUndefined();
  });

  it("is nothing for numbers that no process has", () => {
    expect(processStart(2 ** 22 + 1)).toBeUndefined();
  });
});

it.runIf(process.platform === "linux")("a process knows where its number means something", () => {
  expect(processSpace()).toMatch(/^[\da-f-]{36}:pid:\[\d+\]$/);
});
