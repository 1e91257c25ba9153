import { afterEach, describe, expect, it, vi } from "vitest";
import { processTerminal } from "./terminal.ts";

const { stdout, stderr, argv } = process;
const [outTTY, errTTY, width] = [stdout.isTTY, stderr.isTTY, stdout.columns];
afterEach(() => {
  vi.unstubAllEnvs();
  Object.assign(stdout, { isTTY: outTTY, columns: width });
  Object.assign(stderr, { isTTY: errTTY });
  process.argv = argv;
});

interface Place {
  readonly out?: boolean;
  readonly err?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
}

/** The terminal of a process in this place, and what of its own colours reaches each stream. */
function terminalIn({ out = true, err = true, columns = 90, env = {}, args = [] }: Place) {
  const none = { CI: undefined, NO_COLOR: undefined, TERM: "xterm", npm_command: undefined };
  for (const [name, value] of Object.entries({ ...none, ...env })) vi.stubEnv(name, value);
  Object.assign(stdout, { isTTY: out, columns });
  Object.assign(stderr, { isTTY: err });
  process.argv = ["node", "/usr/bin/sdialog", ...args];
  const terminal = processTerminal(new AbortController().signal);
  const painted = [stdout, stderr].map((stream, index) => {
    const written: unknown[] = [];
    const spy = vi.spyOn(stream, "write").mockImplementation((text) => written.push(text) > 0);
    (index === 0 ? terminal.out : terminal.err).write(terminal.color.red("x"));
    spy.mockRestore();
    return written.join("") === "\u001B[31mx\u001B[39m";
  });
  return { terminal, painted };
}

describe("processTerminal", () => {
  it.each<[string, Place, readonly [out: boolean, err: boolean], boolean]>([
    ["a terminal", {}, [true, true], true],
    ["output that goes to a file", { out: false }, [false, true], false],
    ["errors that go to a file", { err: false }, [true, false], true],
    ["no terminal at all", { out: false, err: false }, [false, false], false],
    ["CI", { env: { CI: "true" } }, [true, true], false],
    ["NO_COLOR", { env: { NO_COLOR: "1" } }, [false, false], true],
    ["an empty NO_COLOR", { env: { NO_COLOR: "" } }, [true, true], true],
    ["a dumb terminal", { env: { TERM: "dumb" } }, [false, false], true],
    ["--no-color", { args: ["demo", "--no-color"] }, [false, false], true],
  ])(
    "has colours and progress where there is somebody to see them: %s",
    (_what, place, colors, interactive) => {
      const { terminal, painted } = terminalIn(place);
      expect(painted).toEqual(colors);
      expect(terminal.interactive).toBe(interactive);
    },
  );

  it.each([
    [{ columns: 90 }, 90],
    [{ columns: 0 }, undefined],
    [{ columns: 90, out: false }, undefined],
  ])("in %o lines have %s columns", (place, columns) => {
    expect(terminalIn(place).terminal.columns).toBe(columns);
  });

  it("notices that a window was made smaller", () => {
    const { terminal } = terminalIn({ columns: 90 });
    stdout.columns = 40;
    expect(terminal.columns).toBe(40);
  });

  it.each([
    [undefined, undefined, "/usr/bin/sdialog", "sdialog"],
    ["exec", "npm/11.0.0 node/v24.0.0", "/usr/bin/sdialog", "npx @sdialog/cli"],
    ["exec", undefined, "/usr/bin/sdialog", "npx @sdialog/cli"],
    ["dlx", "pnpm/12.0.0 npm/? node/v24.0.0", "/usr/bin/sdialog", "pnpm dlx @sdialog/cli"],
    ["run-script", "pnpm/12.0.0 npm/? node/v24.0.0", "/usr/bin/sdialog", "sdialog"],
    ["run-script", "pnpm/12.0.0 npm/? node/v24.0.0", "/clone/packages/cli/src/main.ts", "pnpm sdialog"],
  ])("with npm_command %s of %s, %s is called %s", (command, agent, script, call) => {
    vi.stubEnv("npm_command", command);
    vi.stubEnv("npm_config_user_agent", agent);
    process.argv = ["node", script];
    expect(processTerminal(new AbortController().signal).call).toBe(call);
  });
});
