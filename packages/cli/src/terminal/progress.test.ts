import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { startCounter, startProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** A terminal of memory, and what was written to it since it was last asked. */
function watched(interactive: boolean, columns = 100): { terminal: Terminal; shown: () => string } {
  const err = Object.assign(new PassThrough(), { isTTY: true, columns, cursorTo() {}, clearLine() {} });
  const terminal = { interactive, columns, err, screen: { err } } as never as Terminal;
  return { terminal, shown: () => String(err.read() ?? "") };
}

describe("on a terminal, a bar", () => {
  it("says nothing of the time that is left before something is done", () => {
    const { terminal, shown } = watched(true);
    const bar = startProgress(terminal, "Talking", 4);
    expect(shown()).toMatch(/0\/4 dialogues\s*$|0\/4 dialogues (?!·)/);
    bar.update(1);
    bar.stop();
    expect(shown()).toMatch(/1\/4 dialogues · \d+s left/);
  });

  it("shows its name, its unit and a note behind, and sends no control characters of others", () => {
    const { terminal, shown } = watched(true);
    const bar = startProgress(terminal, "a\u001B[2Jb", 4, "replies");
    bar.update(0, "wait\ning");
    bar.stop();
    const text = shown();
    expect(text).toMatch(/a␛\[2Jb .*0\/4 replies · wait.ing/);
    expect(text).not.toContain("\u001B[2J");
  });

  it.each([200, 100, 60, 40, 20])(
    "of %i columns is drawn in one line, which the terminal must not wrap",
    (columns) => {
      const { terminal, shown } = watched(true, columns);
      startProgress(terminal, "Talking", 4).stop();
      const [drawn = ""] = /[█░]+/.exec(shown()) ?? [];
      // Its name, its unit, twice the total and 40 columns of times and blanks beside it.
      expect(drawn).toHaveLength(Math.max(4, Math.min(40, columns - 58)));
    },
  );
});

describe("off a terminal, progress", () => {
  const upTo = (total: number) => Array.from({ length: total }, (_, index) => index + 1);
  it.each([
    [3, upTo(3), [1, 2, 3]],
    [10, upTo(10), upTo(10)],
    [20, upTo(20), [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]],
    [25, upTo(25), [3, 6, 9, 12, 15, 18, 21, 24, 25]],
    [20, [0, 1, 5, 5, 6, 20, 20], [5, 20]],
    [0, [0], []],
  ])("of %i is a line for each tenth, and the last", (total, updates, told) => {
    const { terminal, shown } = watched(false);
    const progress = startProgress(terminal, "Talking", total);
    for (const done of updates) progress.update(done);
    progress.stop();
    expect(shown()).toBe(told.map((done) => `Talking ${done}/${total} dialogues\n`).join(""));
  });

  it("has its note behind it", () => {
    const { terminal, shown } = watched(false);
    const progress = startProgress(terminal, "Talking", 2, "replies");
    progress.update(1, "one failed");
    progress.update(2, "");
    expect(shown()).toBe("Talking 1/2 replies · one failed\nTalking 2/2 replies\n");
  });
});

describe("a count", () => {
  it("takes the place of the one before, and goes in the end", () => {
    const { terminal, shown } = watched(true);
    const counter = startCounter(terminal, "Read", "dialogues");
    expect(shown()).toBe("");
    counter.update(100);
    counter.update(200);
    expect(shown()).toBe("\r\u001B[2KRead 100 dialogues\r\u001B[2KRead 200 dialogues");
    counter.stop();
    expect(shown()).toBe("\r\u001B[2K");
  });

  it("is not told off a terminal", () => {
    const { terminal, shown } = watched(false);
    const counter = startCounter(terminal, "Read", "dialogues");
    counter.update(100);
    counter.stop();
    expect(shown()).toBe("");
  });
});
