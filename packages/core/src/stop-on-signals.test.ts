import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";

/** A program that does not stop when it is asked to, and says what cleans up. */
const program = `
  import { stopOnSignals } from "@sdialog/core/internal";
  stopOnSignals().signal.addEventListener("abort", () => console.log("asked"));
  process.on("exit", (code) => console.log("cleaned up", code));
  setInterval(() => undefined, 1000);
  console.log("ready");
`;

describe.skipIf(process.platform === "win32")("stopOnSignals", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends a program at the second %s, after what cleans up", async (signal, status) => {
    const child = spawn(
      process.execPath,
      ["--conditions=@sdialog/source", "--input-type=module", "--eval", program],
      { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/(?:ready|asked)\n$/.test(said)) child.kill(signal);
    });
    const ended = await new Promise((resolve) => child.once("close", (code, by) => resolve({ code, by })));
    // What shells tell as 128 and the signal's number.
    expect(ended).toEqual({ code: null, by: signal });
    expect(said).toBe(`ready\nasked\ncleaned up ${status}\n`);
  });
});
