import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";

const run = promisify(execFile);

/** A program that cancels replies while they are computed, and then has nothing more to do. */
const program = (end: string): string => `
  import { resolveModel } from "@sdialog/llm";
  const model = await resolveModel("local:pocket");
  const ask = (seed, signal) => model.generate({ messages: [{ role: "user", content: "Hi!" }], seed, maxTokens: 400, signal });
  await ask(0);
  const stop = new AbortController();
  const replies = [1, 2, 3, 4, 5, 6].map((seed) => ask(seed, stop.signal).catch(() => "stopped"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  await Promise.all(replies);
  ${end}
  console.log("ended");
`;

describe("a program whose replies are cancelled", () => {
  it.each(["", "await model.close?.();"])(
    "ends by itself, and is not aborted by the system (%s)",
    async (end) => {
      for (let round = 0; round < (inject("sweeping") ? 3 : 1); round++) {
        const { stdout } = await run(
          process.execPath,
          ["--conditions=@sdialog/source", "--input-type=module", "--eval", program(end)],
          { cwd: import.meta.dirname },
        );
        expect(stdout).toContain("ended");
      }
    },
  );
});
