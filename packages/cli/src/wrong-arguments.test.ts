import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runnableCommands } from "./testing/runnable-commands.ts";
import { runInMemory } from "./testing/run-in-memory.ts";

const commands = runnableCommands();

/** What cannot be anything: no file, no folder, no name of anything, no number. */
const nothing = "no-such-thing";
/** Their arguments are no paths: the first is made, the second said, the third a shell. */
const notPaths = new Set(["playground", "inspect reply", "complete"]);

type Wrong = readonly [name: string, args: readonly string[]];

const wrong = commands.flatMap(([path, command]): Wrong[] => {
  const name = path.join(" ");
  const args = command.registeredArguments;
  const required = command.options.filter(({ mandatory }) => mandatory);
  const valid = [...path, ...args.filter((each) => each.required).map(() => nothing)];
  const values = command.options.filter(({ parseArg }) => {
    if (parseArg === undefined) return false;
    try {
      parseArg(nothing, undefined);
      return false;
    } catch {
      return true;
    }
  });
  const tries: Wrong[] = [[`${name}, an unknown flag`, [...path, "--no-such-flag"]]];
  if (args.some((each) => each.required) || required.length > 0) tries.push([`${name}, nothing`, path]);
  if (args.length > 0 && !notPaths.has(name))
    tries.push([`${name}, what is not there`, [...path, ...args.map(() => nothing)]]);
  for (const { long } of values) tries.push([`${name}, ${long}`, [...valid, long ?? "", nothing]]);
  return tries;
});

describe("the command line", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "sdialog-wrong-"));
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  it.each([
    ["chat", "--persona", "--name"],
    ["chat", "--persona", "--role"],
    ["chat", "--system", "--persona"],
    ["chat", "--system", "--role"],
    ["serve", "--system", "--persona"],
  ])("%s refuses %s beside %s, of which one would do nothing", async (command, one, other) => {
    const { status, err } = await runInMemory([command, one, "a", other, "b"], { cwd });
    expect([status, err]).toEqual([2, expect.stringMatching(/ cannot be used with option /) as string]);
    for (const flag of [one, other]) expect(err).toContain(`'${flag} <`);
  });

  it.each(wrong.filter(([name]) => !name.startsWith("complete")))(
    "ends with 2, and with nothing made: %s",
    async (_name, args) => {
      const { status, err, out } = await runInMemory(args, { cwd });
      expect({ status, err }).toMatchObject({
        status: 2,
        err: expect.not.stringContaining("    at ") as string,
      });
      expect(err.trim()).not.toBe("");
      expect(out).toBe("");
      expect(await readdir(cwd)).toEqual([]);
    },
  );

  it("is in the README, command by command", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const table = readme.split("\n").filter((line) => line.startsWith("| `"));
    const told = new Set(
      table.flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name)),
    );
    const known = (path: readonly string[]): boolean => told.has(path.join(" ")) || told.has(path[0]);
    expect(commands.filter(([path]) => !known(path)).map(([path]) => path.join(" "))).toEqual([]);
    const names = new Set(commands.flatMap(([path]) => [path.join(" "), path[0]]));
    expect([...told].filter((name) => !names.has(name))).toEqual([]);
  });
});
