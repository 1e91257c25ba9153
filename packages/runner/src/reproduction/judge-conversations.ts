import { mkdir, readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Dialog } from "@sdialog/core";
import { writeAtomic } from "@sdialog/core/fs";
import type { PromptTexts } from "@sdialog/llm";
import { loadRecipe } from "../recipe/load-recipe.ts";
import type { ModelSpec } from "../recipe/model-spec.ts";
import { createManifest } from "../run/create-manifest.ts";
import { retryFailed } from "../run/retry-failed.ts";
import type { RunOptions } from "../run/run-in-folder.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { runStatus } from "../runs/run-status.ts";
import { isRunFolder, readManifest } from "../store/manifest.ts";
import { readRows } from "../store/read-rows.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";

/** Who judges what of which run's conversations. */
export interface Judging extends Pick<RunOptions, "signal" | "onEvent" | "models"> {
  /** Folder of the run that the conversations are of; the judge's runs lie beside it. */
  readonly folder: string;
  readonly judge: ModelSpec;
  readonly aspects: readonly string[];
  readonly concurrency: number;
  readonly prompts: PromptTexts;
}

/** What a judge said of some conversations. */
export interface Judgement {
  /** The scores of each that was judged, by aspect, as far as it came to any. */
  readonly scores: readonly Readonly<Record<string, number>>[];
  /** How many it failed on. */
  readonly failed: number;
  /** What the first failure said. */
  readonly reason?: string | undefined;
}

/** What the conversations of a judge's run are kept in, inside its folder. */
const conversationsFile = "conversations.jsonl";

/**
 * A judge's scores of some conversations. Each of its runs holds the very conversations that it judges, so that a score is
 * of what it says it is of: those that this judge has scored before are not judged again, those it failed on are, and those
 * that came since, or that another judge scored, go into a run of their own.
 */
export async function judgeConversations(
  conversations: readonly Dialog[],
  { folder, judge, aspects, concurrency, prompts, ...running }: Judging,
): Promise<Judgement> {
  const recipe = {
    kind: "evaluation",
    name: `${basename(folder)} judged`,
    model: judge,
    dialogs: conversationsFile,
    evaluate: aspects.map((aspect) => `groundedness-${aspect}`),
    prompts,
    concurrency,
  };
  const wanted = conversations.map((dialog) => JSON.stringify(dialog));
  const scores = new Map<string, Readonly<Record<string, number>>>();
  const given = new Set<string>();
  const reasons: string[] = [];
  const goOn = async (own: string): Promise<void> => {
    await runRecipe(recipe, { ...running, settingsFiles: [], base: own, out: own });
  };
  const learn = async (own: string): Promise<void> => {
    for (const [line, row] of await scoresIn(own, aspects)) scores.set(line, row);
  };
  const runs = await runsBeside(folder);
  for (const own of runs) {
    if (!(await isOf(recipe, own))) continue;
    const lines = new Set(await linesIn(own));
    await learn(own);
    const open = wanted.filter((line) => lines.has(line) && !scores.has(line));
    for (const line of lines) given.add(line);
    if (open.length === 0 || running.signal?.aborted === true) continue;
    const { failed } = await runStatus(own);
    await goOn(own);
    if (failed > 0) await retryFailed(own, { ...running, trust: true });
    await learn(own);
    reasons.push(...Object.values((await runStatus(own)).messages));
  }
  const fresh = wanted.filter((line) => !given.has(line));
  if (fresh.length > 0 && running.signal?.aborted !== true) {
    const own = `${folder}-judged-${numberOf(runs.at(-1)) + 1}`;
    await mkdir(own, { recursive: true });
    await writeAtomic(join(own, conversationsFile), `${fresh.join("\n")}\n`);
    await goOn(own);
    await learn(own);
    reasons.push(...Object.values((await runStatus(own)).messages));
  }
  const found = wanted.map((line) => scores.get(line)).filter((each) => each !== undefined);
  // What an interruption has left is not what the judge failed on.
  const failed = running.signal?.aborted === true ? 0 : wanted.length - found.length;
  return { scores: found, failed, ...(failed === 0 ? {} : { reason: reasons[0] }) };
}

/** The judges' runs beside that of the conversations, the oldest first. */
async function runsBeside(folder: string): Promise<readonly string[]> {
  const prefix = `${basename(folder)}-judged-`;
  const names = (await readdir(dirname(folder))).filter(
    (name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)),
  );
  const runs: string[] = [];
  for (const name of names) {
    const own = join(dirname(folder), name);
    if (await isRunFolder(own)) runs.push(own);
  }
  return runs.toSorted((a, b) => numberOf(a) - numberOf(b));
}

function numberOf(run = "0"): number {
  return Number(run.slice(run.lastIndexOf("-") + 1));
}

/** Whether a run asks what the recipe asks, of what it holds. */
async function isOf(recipe: Readonly<Record<string, unknown>>, own: string): Promise<boolean> {
  if ((await linesIn(own)).length === 0) return false;
  const asked = await createManifest(await loadRecipe(recipe, { settingsFiles: [], base: own }));
  return asked.variants[0]?.identity === (await readManifest(own)).variants[0]?.identity;
}

/** The conversations that a judge's run holds; none where it is no such run. */
async function linesIn(own: string): Promise<readonly string[]> {
  const text = await readFile(join(own, conversationsFile), "utf8").catch(() => "");
  return text.split("\n").filter((line) => line !== "");
}

/** The scores that a run has come to, each with the conversation they are of. */
async function scoresIn(
  own: string,
  aspects: readonly string[],
): Promise<readonly (readonly [line: string, scores: Readonly<Record<string, number>>])[]> {
  const manifest = await readManifest(own);
  const lines = await linesIn(own);
  const found: [string, Readonly<Record<string, number>>][] = [];
  const path = join(own, manifest.results);
  for await (const { row } of readRows<ResultRow>(path, rowChecks(manifest).results)) {
    const line = lines[row.task.index];
    const all = row["scores"] as Readonly<Record<string, unknown>>;
    const scores = aspects.flatMap((aspect) => {
      const score = all[`groundedness-${aspect}`];
      return typeof score === "number" ? [[aspect, score] as const] : [];
    });
    if (line !== undefined) found.push([line, Object.fromEntries(scores)]);
  }
  return found;
}
