import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { pathExists } from "@sdialog/core/fs";
import type { LoadedRecipe, Manifest, Trust } from "@sdialog/runner";
import { shellWord } from "../terminal/shell-word.ts";
import { UsageError } from "../terminal/usage-error.ts";
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

/** The command that holds again what failed in a folder; changes of a recipe are said again, what flags said need not be. */
export function againCommand(target: string, folder: string, changes: readonly string[] = []): string {
  return `sdialog test ${[target, ...changes].map(shellWord).join(" ")} --out ${shellWord(folder)} --only failed`;
}

/** Fields that say which part of a test is held, or only what it is called. */
const notTheTest: ReadonlySet<string> = new Set(["only", "count", "name"]);

/** Fields that flags set beside a recipe's file: a command without the flags may mean those of the folder. */
const setByFlags: ReadonlySet<string> = new Set(
  "policies model judge repeat seed answerTimeoutMs personas prompts imports".split(" "),
);

/** The test that a command line describes. */
export interface GivenTest {
  load(): Promise<LoadedRecipe>;
  /** Fields that it speaks of beside what is in the recipe's file; nothing when flags describe the whole of it. */
  readonly fields: ReadonlySet<string> | undefined;
}

/**
 * What failed in a run, as its folder records the test: the command line need not say again what it was.
 *
 * @param target what is tested, as the command line names it: an address, or the file of a recipe
 * @param given the test that the command line describes; nothing when it only names an address
 * @throws UsageError for a folder without a test, another test than the recorded one, and when nothing failed
 */
export async function failedAgain(
  folder: string,
  target: string,
  given: GivenTest | undefined,
  trust: Trust,
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
  const otherwise = given === undefined ? [] : await refuseOther(folder, target, recipe, given);
  if (given === undefined && address !== undefined && !isDeepStrictEqual(addressesOf(recipe), [address]))
    throw new UsageError(
      `${folder} holds a test of ${addressesOf(recipe).join(", ") || "something else"}, not of ${address}`,
      "Name the address that was tested, or the folder of this one's test.",
    );
  // Whoever names the chatbot has agreed to its being asked.
  await refuseUntrusted(folder, manifest, async (reach) => {
    const left = reach.filter((line) => address === undefined || !line.endsWith(` to ${address}`));
    return left.length === 0 || (typeof trust === "boolean" ? trust : await trust(left));
  });
  const failed = await failedIn(folder);
  if (failed.length === 0) throw new UsageError(`Nothing failed in ${folder}`);
  const chosen = only as readonly number[] | undefined;
  return {
    recipe,
    base: manifest.base,
    overrides: [`only=[${failed.map((index) => chosen?.[index] ?? index).join(",")}]`],
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
      "Name its folder with --out.",
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
): Promise<readonly string[]> {
  const { executionFieldNames } = await import("@sdialog/runner");
  const { variants } = await load();
  const asked = JSON.parse(JSON.stringify(variants[0]?.recipe ?? {})) as Readonly<Record<string, unknown>>;
  const changed = [...new Set([...Object.keys(asked), ...Object.keys(recorded)])].filter(
    (name) =>
      !notTheTest.has(name) &&
      !executionFieldNames.includes(name) &&
      !isDeepStrictEqual(asked[name], recorded[name]),
  );
  const isLeft = (name: string): boolean => fields !== undefined && !fields.has(name) && setByFlags.has(name);
  const different = changed.filter((name) => !isLeft(name));
  if (different.length > 0)
    throw new UsageError(
      `${folder} holds another test than this command describes; what differs: ${different.join(", ")}`,
      fields === undefined
        ? `To repeat what failed there as it was: ${againCommand(target, folder)}`
        : "Run the whole test again, in another folder; or name the recipe that was tested, as it was, with the same changes.",
    );
  return changed.filter(isLeft);
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
