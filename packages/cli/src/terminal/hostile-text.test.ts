import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { openaiProtocol, startWireServer } from "@sdialog/llm/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";
import { startCounter, startProgress } from "./progress.ts";
import { ownColors } from "./own-colors.ts";
import { guardedStreams, printJson, printLine } from "./terminal.ts";

// Clears the screen, sets the window's title, goes up a line, and paints everything after it.
const hostile = "Hi \u001b[2J\u001b]0;owned\u0007\u009b1A\rover\u001b[31m there";
const shown = "Hi ␛[2J␛]0;owned␇\\u009b1A␍over␛[31m there";
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e]/;

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-hostile-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cwd, { recursive: true });
});

describe("what a model says on a terminal", () => {
  it.each([
    ["chat", ["chat", "--model", "openai:chat"]],
    ["demo", ["demo", "--model", "openai:demo", "--count", "1"]],
  ])("sdialog %s shows control characters and sends none", async (_name, args) => {
    await using server = await startWireServer(openaiProtocol);
    server.answer({
      reply: { text: [...hostile], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
    });
    vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
    vi.stubEnv("OPENAI_API_KEY", "none");
    const { out, err } = await runInMemory(args, { cwd, input: "Hello\n" });
    expect(out).toContain(shown);
    expect(out + err).not.toMatch(obeyed);
  });

  it("errors that quote a file do the same", async () => {
    await writeFile(join(cwd, "recipe.yaml"), `kind: dialogues\n"a\\eb": 1\n`);
    const { err, status } = await runInMemory(["run", "recipe.yaml"], { cwd });
    expect(status).not.toBe(0);
    expect(err).not.toMatch(obeyed);
  });
});

describe("guardedStreams", () => {
  const terminal = (colored: boolean) => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const streams = guardedStreams(out, err, colored);
    const color = ownColors(colored);
    const rest = {
      input: new PassThrough(),
      interactive: colored,
      cwd,
      env: {},
      signal: new AbortController().signal,
    };
    return { ...streams, color, ...rest, written: () => String(out.read() ?? "") + String(err.read() ?? "") };
  };

  it("lets colours of our own through, on a terminal that has them", () => {
    const colored = terminal(true);
    printLine(colored, `${colored.color.red("red")}\u001b[2J\u001b[8;5;28mhidden`);
    expect(colored.written()).toBe("\u001b[31mred\u001b[39m␛[2J␛[8;5;28mhidden\n");
    const plain = terminal(false);
    printLine(plain, "\u001b[31mred");
    expect(plain.written()).toBe("␛[31mred\n");
  });

  it("prints JSON that means the same", () => {
    const plain = terminal(false);
    printJson(plain, { text: hostile });
    const written = plain.written();
    expect(written).not.toMatch(obeyed);
    expect(JSON.parse(written)).toEqual({ text: hostile });
  });

  it("leaves progress its cursor", () => {
    const interactive = terminal(true);
    startCounter(interactive, "Scored", "dialogues").update(3);
    expect(interactive.written()).toBe("\r\u001b[2KScored 3 dialogues");
  });

  it("keeps a name that comes from a file in the progress bar's line", () => {
    const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
    const interactive = { ...terminal(true), ...guardedStreams(new PassThrough(), screen, true) };
    const bar = startProgress(interactive, `x\n{value}${hostile}\u2028`, 3);
    bar.update(1, hostile);
    bar.stop();
    const drawn = String(screen.read());
    expect(drawn).toContain(`x {value}${shown}\\u2028 `);
    // What the bar itself sends: the cursor is saved, hidden, shown and put into the first column, the line cleared.
    // oxlint-disable-next-line no-control-regex -- control characters are what it is about
    expect(drawn.replaceAll(/\u001b(?:[78]|\[(?:\?25[hl]|1?G|[0-2]?K|\?7[hl]))/g, "")).not.toMatch(obeyed);
  });
});
