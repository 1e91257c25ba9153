import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { pathExists } from "@sdialog/core/fs";
import type { LoadedRecipe, Manifest, Trust } from "@sdialog/runner";
import { UsageError } from "../terminal/usage-error.ts";
import { holdFailedAgain } from "./left-to-do.ts";
import { isAddress } from "./test-recipe.ts";

/** What failed in the run of a test, to be held again. */
export interface FailedAgain {
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Folder that relative paths in the recipe start from. */
  readonly base: string;
  /** `key=value` texts, as on a command line. */
  readonly overrides: readonly string[];
  /** A folder beside that of the run, for the conversations that are held again. */
  readonly folder: string;
  /** In what the recipe's file differs from the folder by now, though it makes no other test; a sentence each. */
  readonly notices: readonly string[];
  /** @throws UsageError when what would be held again is not what failed */
  check(loaded: LoadedRecipe): Promise<void>;
}

/** Fields that say which part of a test is held, or only what it is called. */
const notTheTest: ReadonlySet<string> = new Set(["only", "count", "name"]);

/** Fields that flags set beside a recipe's file: a command without the flags may mean those of the folder. */
const setByFlags: ReadonlySet<string> = new Set(
  "policies model judge repeat seed answerTimeoutMs personas prompts".split(" "),
);

/** The test that a command line describes. */
export interface GivenTest {
  load(): Promise<LoadedRecipe>;
  /** Fields that it speaks of beside what is in the recipe's file; nothing when flags describe the whole of it. */
  readonly fields: ReadonlySet<string> | undefined;
}

/** What a command line says of what failed in a run. */
export interface FailedAgainOptions {
  /** What is tested, as the command line names it: an address, or the file of a recipe. Default: what the folder says. */
  readonly target?: string | undefined;
  /** The test that it describes; nothing when it only names an address or the folder. */
  readonly given?: GivenTest | undefined;
  /** How what failed is held, in place of how it was: `key=value` texts of fields that no conversation depends on. */
  readonly execution: readonly string[];
  /** Modules that it names. */
  readonly imports: readonly string[];
  readonly trust: Trust;
}

/**
 * What failed in a run, as its folder records the test: the command line need not say again what it was.
 *
 * @throws UsageError for a folder without a test, another test than the recorded one, and when nothing failed
 */
export async function failedAgain(
  folder: string,
  { target = folder, given, execution, imports, trust }: FailedAgainOptions,
): Promise<FailedAgain> {
  const { refuseUntrusted } = await import("@sdialog/runner");
  const manifest = await manifestIn(folder);
  const [variant, ...others] = manifest.variants;
  if (variant === undefined || others.length > 0)
    throw new UsageError(
      `${folder} holds a sweep of tests, and --only failed repeats a single one`,
      "Run the settings that failed on their own.",
    );
  const { only, count: _, ...recipe } = variant.recipe;
  const address = isAddress(target) ? target : undefined;
  const said = new Set(execution.map(fieldOf));
  const otherwise = given === undefined ? [] : await refuseOther(folder, target, recipe, given, said);
  if (given === undefined && address !== undefined && !isDeepStrictEqual(addressesOf(recipe), [address]))
    throw new UsageError(
      `${folder} holds a test of ${addressesOf(recipe).join(", ") || "something else"}, not of ${address}`,
      "Name the address that was tested, or the folder of this one's test.",
    );
  // Whoever names the chatbot has agreed to its being asked, and whoever names a module to its being run.
  const isNamed = (line: string): boolean =>
    (address !== undefined && line.endsWith(` to ${address}`)) ||
    imports.some((name) => line.startsWith(`load and run ${name} (`));
  await refuseUntrusted(folder, manifest, async (reach) => {
    const left = reach.filter((line) => !isNamed(line));
    return left.length === 0 || (typeof trust === "boolean" ? trust : await trust(left));
  });
  const failed = await failedIn(folder);
  if (failed.length === 0) throw new UsageError(`Nothing failed in ${folder}`);
  const chosen = only as readonly number[] | undefined;
  return {
    recipe,
    base: manifest.base,
    overrides: [...execution, `only=[${failed.map((index) => chosen?.[index] ?? index).join(",")}]`],
    folder: await besides(folder),
    notices:
      otherwise.length === 0
        ? []
        : [
            `${otherwise.map((field) => `\`${field}\``).join(", ")}: ${target} differs from ${folder} here. What failed is run again with the values of ${folder}.`,
          ],
    async check(loaded) {
      const { createManifest } = await import("@sdialog/runner");
      const now = (await createManifest(loaded)).variants[0]?.inputs ?? {};
      const changed = Object.keys({ ...variant.inputs, ...now }).filter(
        (path) => variant.inputs[path] !== now[path],
      );
      if (changed.length > 0)
        throw new UsageError(
          `${changed.join(", ")} have changed since ${folder} was made, so the conversations would be others`,
          "Run the whole test again, in another folder.",
        );
    },
  };
}

async function manifestIn(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => undefined);
  if (text === undefined)
    throw new UsageError(
      `${folder} holds no test whose failures could be repeated`,
      "Name its folder: sdialog test FOLDER --only failed",
    );
  const { showRun } = await import("@sdialog/runner");
  const { manifest } = await showRun(folder);
  if (manifest.kind !== "test")
    throw new UsageError(`${folder} holds a run of the kind ${manifest.kind}`, "Use `sdialog retry-failed`.");
  return manifest;
}

/** @returns the fields that flags may have set and that differ: those of the folder count. @throws UsageError naming what else differs */
async function refuseOther(
  folder: string,
  target: string,
  recorded: Readonly<Record<string, unknown>>,
  { load, fields }: GivenTest,
  said: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { executionFieldNames } = await import("@sdialog/runner");
  const { variants, origins } = await load();
  const asked = JSON.parse(JSON.stringify(variants[0]?.recipe ?? {})) as Readonly<Record<string, unknown>>;
  const changed = [...new Set([...Object.keys(asked), ...Object.keys(recorded)])].filter(
    (name) => !notTheTest.has(name) && !said.has(name) && !isDeepStrictEqual(asked[name], recorded[name]),
  );
  const isExecution = (name: string): boolean => executionFieldNames.includes(name);
  // What nobody has written there is not what a recipe says.
  const isWritten = (name: string): boolean =>
    Object.entries(origins).some(([path, layer]) => fieldOf(path) === name && layer !== "default");
  const isLeft = (name: string): boolean =>
    isExecution(name)
      ? !isAddress(target) && isWritten(name)
      : fields !== undefined && !fields.has(name) && setByFlags.has(name);
  const different = changed.filter((name) => !isLeft(name) && !isExecution(name));
  if (different.length > 0)
    throw new UsageError(
      `${folder} holds another test than this command describes; what differs: ${different.join(", ")}`,
      fields === undefined
        ? `To repeat what failed there as it was: ${holdFailedAgain({ folder, isTest: true, needsTrust: false })}`
        : "Run the whole test again, in another folder; or name the recipe that was tested, as it was, with the same changes.",
    );
  return changed.filter(isLeft);
}

/** The field of a recipe that a path, or a change, is of. */
export function fieldOf(path: string): string {
  return path.split(/[.[=]/, 1)[0]?.trim() ?? "";
}

function addressesOf({ chatbot, chatbots }: Readonly<Record<string, unknown>>): readonly string[] {
  const several = typeof chatbots === "object" && chatbots !== null ? Object.values(chatbots) : [];
  return [chatbot, ...several].flatMap((one: unknown) => {
    const url = typeof one === "object" && one !== null ? Reflect.get(one, "url") : one;
    return typeof url === "string" ? [url] : [];
  });
}

/** Numbers of the conversations of a run that did not pass. */
async function failedIn(folder: string): Promise<readonly number[]> {
  const { readFailures, readSource } = await import("@sdialog/runner");
  const { testedDialog } = await import("@sdialog/testing");
  const passed = new Set<number>();
  const failed = new Set<number>();
  for await (const dialog of readSource(folder)) {
    const { index } = dialog.extra["task"] as { readonly index: number };
    (testedDialog(dialog).result.outcome === "passed" ? passed : failed).add(index);
  }
  for await (const { task } of readFailures(folder)) if (!passed.has(task.index)) failed.add(task.index);
  return [...failed].toSorted((a, b) => a - b);
}

/** A folder beside one that is not there yet. */
async function besides(folder: string): Promise<string> {
  for (let number = 1; ; number++) {
    const other = `${folder}-failed-${number}`;
    if (!(await pathExists(other))) return other;
  }
}
