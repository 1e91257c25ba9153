import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { LoadedRecipe } from "@sdialog/runner";
import { type PromptFlags, promptOverrides } from "../terminal/prompt-flags.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { trustOf } from "../terminal/trust-option.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { failedAgain, fieldOf } from "./failed-again.ts";
import { describesTest, describingFlag, isAddress, type RecipeFlags, testRecipe } from "./test-recipe.ts";

/** What a command line says of a test, and of the folder that it is or was held in. */
export interface TestFlags extends RecipeFlags, PromptFlags {
  readonly out?: string;
  readonly only?: "failed";
  readonly trust?: boolean;
  readonly import: readonly string[];
}

/** The test that a command line means, and where it is held. */
interface TestToHold {
  readonly loaded: LoadedRecipe;
  readonly folder: string;
  /** What is to be said of it before it is held; a sentence each. */
  readonly notices: readonly string[];
}

/**
 * Finds out which test a command line means: the one of an address or a recipe, the one in a folder, or what failed in
 * either.
 *
 * @param wanted the folder of a new test, or that of the one whose failures are repeated
 * @throws UsageError for a command line that contradicts itself or the folder
 */
export async function testToHold(
  terminal: Terminal,
  target: string,
  changes: readonly string[],
  options: TestFlags,
  wanted: string,
): Promise<TestToHold> {
  const said = [
    ...changes,
    ...promptOverrides(terminal, options),
    ...(options.concurrency === undefined ? [] : [`concurrency=${options.concurrency}`]),
  ];
  const path = await folderOf(target, terminal.cwd);
  if (path !== undefined) refuseDescription(target, options);
  if (options.only !== undefined) return toHoldAgain(terminal, target, path, said, options, wanted);
  const { loadRun } = await import("@sdialog/runner");
  const loaded =
    path === undefined
      ? await describedTest(terminal, target, said, options)
      : await loadRun(path, { overrides: said, trust: trustOf(terminal, options.trust) });
  if (path !== undefined && loaded.kind !== "test")
    throw new UsageError(
      `${target} holds a run of the kind ${loaded.kind}`,
      "Go on with it by `sdialog resume`.",
    );
  return { loaded, folder: path ?? wanted, notices: [] };
}

/** What failed in the folder that is named, by itself or by `--out`. */
async function toHoldAgain(
  terminal: Terminal,
  target: string,
  path: string | undefined,
  said: readonly string[],
  options: TestFlags,
  wanted: string,
): Promise<TestToHold> {
  const { executionFieldNames, loadRecipe } = await import("@sdialog/runner");
  if (said.some((change) => fieldOf(change) === "only"))
    throw new UsageError(
      "--only failed and only=… both say which conversations are held",
      "Leave one of the two out.",
    );
  const isExecution = (change: string): boolean => executionFieldNames.includes(fieldOf(change));
  const otherwise = said.filter((change) => !isExecution(change));
  if (path !== undefined && otherwise.length > 0)
    throw new UsageError(
      `${otherwise.join(" ")} would make another test of the one in ${target}`,
      "What failed is held as it was. Start another test, in another folder.",
    );
  const byFlags = describesTest(options);
  const isFile = path === undefined && !isAddress(target);
  const given = {
    load: () => describedTest(terminal, target, said, options),
    fields: isFile && !byFlags ? new Set(otherwise.map(fieldOf)) : undefined,
  };
  const again = await failedAgain(path ?? wanted, {
    target: path === undefined ? target : undefined,
    given: isFile || otherwise.length > 0 || byFlags ? given : undefined,
    execution: said.filter(isExecution),
    imports: options.import,
    trust: trustOf(terminal, options.trust),
  });
  // What a run records has every layer in it already.
  const loaded = await loadRecipe(again.recipe, {
    base: again.base,
    settingsFiles: [],
    overrides: again.overrides,
    imports: options.import,
  });
  await again.check(loaded);
  return { loaded, folder: again.folder, notices: again.notices };
}

async function describedTest(
  { cwd }: Terminal,
  target: string,
  overrides: readonly string[],
  options: TestFlags,
): Promise<LoadedRecipe> {
  const { loadRecipe } = await import("@sdialog/runner");
  return loadRecipe(await testRecipe(target, cwd, options), {
    overrides,
    imports: options.import,
    base: cwd,
  });
}

/** The folder that a target is, if it is one. */
async function folderOf(target: string, cwd: string): Promise<string | undefined> {
  if (isAddress(target)) return undefined;
  const path = resolve(cwd, target);
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true ? path : undefined;
}

/** A folder says itself what is tested in it. @throws UsageError */
function refuseDescription(target: string, options: TestFlags): void {
  if (options.out !== undefined)
    throw new UsageError(
      "--out is for another test, and one that is in a folder already stays there",
      "Leave it out.",
    );
  const flag = describingFlag(options);
  if (flag !== undefined)
    throw new UsageError(
      `${flag} says what is tested, and ${target} says so itself`,
      "Leave it out, or test the address or the recipe in another folder.",
    );
}
