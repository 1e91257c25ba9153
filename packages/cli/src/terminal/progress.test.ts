import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { startProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

it("says nothing of the time that is left before something is done", () => {
  const err = Object.assign(new PassThrough(), { isTTY: true, columns: 100, cursorTo() {}, clearLine() {} });
  const shown = (): string => String(err.read() ?? "");
  const bar = startProgress(
    { interactive: true, columns: 100, screen: { err } } as never as Terminal,
    "Talking",
    4,
  );
  expect(shown()).toMatch(/0\/4 dialogues\s*$|0\/4 dialogues (?!·)/);
  bar.update(1);
  bar.stop();
  expect(shown()).toMatch(/1\/4 dialogues · \d+s left/);
});
