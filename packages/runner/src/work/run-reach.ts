import { readdir, realpath } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { StoreError } from "../errors/store-error.ts";
import { isHubName } from "@sdialog/formats";
import { checkRecipe } from "../recipe/check-recipe.ts";
import { loadKind } from "../recipe/load-kind.ts";
import { type ReachingFields, reachingFields } from "../recipe/reaching-fields.ts";
import { readRecords } from "../recipe/read-records.ts";
import { type Manifest, readManifest } from "../store/manifest.ts";
import { voiceFile, voiceFolder } from "../store/run-voice.ts";
import { refuseOddFiles } from "../store/refuse-odd-files.ts";
import { storeFiles } from "../store/row-checks.ts";
import { isDatabaseHere, isServiceHere } from "./is-here.ts";

/**
 * Whether to carry out a run that was not begun by this very call: `true`, or an answer to what its folder reaches for
 * (see {@link runReach}). Default: only when it reaches for nothing.
 */
export type Trust = boolean | ((reach: readonly string[]) => boolean | Promise<boolean>);

/**
 * What a run's folder would make this machine do beyond asking models for replies and writing them into the folder, in
 * words: whoever made the folder decides on that, and it is done with the rights and the keys of whoever goes on with it.
 * What is of a form that nobody knows counts as reaching somewhere.
 *
 * @param given the run's manifest; default: the one in the folder
 * @throws RecipeError when the fields by which every recipe reaches somewhere are not what a recipe has there
 */
export async function runReach(folder: string, given?: Manifest): Promise<readonly string[]> {
  const manifest = given ?? (await readManifest(folder));
  const reach: string[] = [];
  for (const { recipe } of manifest.variants) {
    const fields = reachingFields(recipe);
    for (const name of fields.imports) reach.push(`load and run ${shown(name)} (from ${manifest.base})`);
    for (const url of addresses(fields)) reach.push(`send what is said to ${shown(url)}`);
    for (const url of chatbotUrls(recipe))
      reach.push(`send what is said, and keys that are named, to ${shown(url)}`);
    for (const url of await hookUrls(recipe["scenarios"], manifest.base))
      reach.push(`send requests, and keys that are named, to ${shown(url)}`);
    for (const [name, value] of Object.entries(recipe)) {
      if (name === "tracking" || name === "postgres") continue;
      for (const url of baseUrls(value)) reach.push(`send prompts, and the key of a model, to ${shown(url)}`);
    }
    reach.push(...(await executorReach(folder, fields)));
    if (fields.cache !== undefined) reach.push(`keep answers in the folder ${shown(fields.cache)}`);
  }
  return [...new Set([...reach, ...(await linksOut(folder, manifest.results))])];
}

/**
 * @throws StoreError `store_untrusted` saying what the folder reaches for, unless that is agreed to; RecipeError for an invalid
 *   recipe, of which nobody can say what it reaches for
 */
export async function refuseUntrusted(
  folder: string,
  manifest: Manifest,
  trust: Trust = false,
): Promise<void> {
  // Whatever is answered, and before anything is done with them.
  for (const { recipe } of manifest.variants) reachingFields(recipe);
  await refuseReach(folder, trust, async () => {
    const reach = await runReach(folder, manifest);
    // What needs no trust needs no modules either: all that it says is known here.
    if (reach.length === 0) await checkRecipes(manifest);
    return reach;
  });
}

async function checkRecipes({ variants }: Manifest): Promise<void> {
  for (const { recipe } of variants) {
    await loadKind(recipe["kind"]);
    checkRecipe(recipe);
  }
}

/**
 * What {@link refuseUntrusted} does of links alone: for whoever carries out nothing that the folder says, and yet writes
 * into it.
 *
 * @param results the file of the run's results
 * @throws StoreError `store_untrusted` naming the links, unless they are agreed to
 */
export async function refuseLinks(folder: string, results: string, trust: Trust = false): Promise<void> {
  // What is not a file at all is called that, rather than a link to one.
  await refuseOddFiles(folder);
  await refuseLinksBeside(new Set(), folder, results, trust);
}

/** {@link refuseLinks} for whoever moves some of them aside. @param names those that are moved, and not written through */
export async function refuseLinksBeside(
  names: ReadonlySet<string>,
  folder: string,
  results: string,
  trust: Trust = false,
): Promise<void> {
  await refuseReach(folder, trust, () => linksOut(folder, results, names));
}

async function refuseReach(
  folder: string,
  trust: Trust,
  reachOf: () => Promise<readonly string[]>,
): Promise<void> {
  if (trust === true) return;
  const reach = await reachOf();
  if (reach.length === 0 || (trust !== false && (await trust(reach)))) return;
  throw new StoreError(`going on with this run would ${reach.join("; ")}`, {
    problem: "untrusted",
    folder,
    hint: "Nothing says whose folder this is, so your own needs it too: if you trust whoever made it, go on with --trust (in a program: `trust: true`).",
  });
}

async function executorReach(
  folder: string,
  { executor, postgres: { url } }: ReachingFields,
): Promise<readonly string[]> {
  if (executor === "local") return [];
  if (executor === "slurm") return ["submit jobs to the cluster"];
  if (executor !== "postgres") return [`hand its tasks to ${shown(executor)}`];
  if (url !== undefined) return isDatabaseHere(url) ? [] : [`take part in the queue at ${shown(url)}`];
  return (await pathExists(join(folder, "postgres"))) ? ["start the database in the folder"] : [];
}

/** Files of the folder that lie somewhere else, also those in folders that a run makes in its own. */
async function linksOut(
  folder: string,
  results: string,
  beside: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const names = new Set([results, ...Object.values(storeFiles), "manifest.json", voiceFile, "postgres"]);
  const isOurs = (path: string): boolean => {
    const [name = "", ...below] = path.split(sep);
    if (ownFolders.has(name)) return true;
    return below.length === 0 && (names.has(name) || /\.(?:new|damaged)$/.test(name));
  };
  const links: string[] = [];
  for (const path of await linksIn(folder)) {
    const name = relative(folder, path);
    if (isOurs(name) && !beside.has(name))
      links.push(`write through the link ${name} to ${await realpath(path).catch(() => "somewhere")}`);
  }
  return links;
}

/** Folders in a run's folder in which everything is the run's. */
const ownFolders: ReadonlySet<string> = new Set([voiceFolder, "shards", "slurm"]);

/** The links in a folder and in those of the run's below it. */
async function linksIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory() && ownFolders.has(entry.name));
  const nested = await Promise.all(
    below.map(({ name }) => readdir(join(folder, name), { withFileTypes: true, recursive: true })),
  );
  return [...entries, ...nested.flat()]
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** For what stands in the place of an address but is not one: nobody can say where it leads. */
const unknownPlace = "a place that cannot be told from it";

/** The address, unless it is this machine, which may be asked. */
function elsewhere(address: unknown): readonly string[] {
  if (typeof address !== "string") return [unknownPlace];
  return isServiceHere(address) ? [] : [address];
}

/** What stands under `baseURL` in models, however deep. */
function baseUrls(value: unknown): readonly string[] {
  const found: string[] = [];
  // Not by recursion: whoever wrote the manifest decides how deep it is.
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [name, item] of Object.entries(next)) {
      if (name === "baseURL") found.push(...(item === undefined ? [] : elsewhere(item)));
      else left.push(item);
    }
  }
  return found;
}

/** Where the chatbots of a recipe are. */
function chatbotUrls({ chatbot, chatbots }: Readonly<Record<string, unknown>>): readonly string[] {
  const isSeveral = typeof chatbots === "object" && chatbots !== null;
  if (chatbots !== undefined && !isSeveral) return [unknownPlace];
  const all = [...(chatbot === undefined ? [] : [chatbot]), ...(isSeveral ? Object.values(chatbots) : [])];
  return all.flatMap((one: unknown) => elsewhere(typeof one === "string" ? one : fieldOf(one, "url")));
}

/** Where hooks of scenarios send requests, also those of scenarios in a file. */
async function hookUrls(scenarios: unknown, base: string): Promise<readonly string[]> {
  if (scenarios === undefined) return [];
  if (typeof scenarios !== "string" && !Array.isArray(scenarios)) return [unknownPlace];
  // What is fetched may be another each time.
  if (typeof scenarios === "string" && isHubName(scenarios)) return [`where ${scenarios} says`];
  const records = await readRecords(scenarios, (path) => resolve(base, path), "scenarios").catch(
    () => undefined,
  );
  if (records === undefined)
    return [
      typeof scenarios === "string"
        ? `where ${scenarios} says, which cannot be read`
        : "where its scenarios say, which cannot be read",
    ];
  return records.flatMap((scenario) =>
    ["setUp", "tearDown"].flatMap((hook) => {
      const requests = fieldOf(scenario, hook);
      if (requests === undefined) return [];
      if (!Array.isArray(requests)) return [unknownPlace];
      return requests.flatMap((request: unknown) => elsewhere(fieldOf(request, "url")));
    }),
  );
}

function addresses({ tracking: { mlflow, aim, otlp } }: ReachingFields): readonly string[] {
  return [mlflow, aim, otlp].flatMap((service) => (service === undefined ? [] : elsewhere(service.url)));
}

/** As much of a text as somebody reads who is asked. */
function shown(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** What an object itself has under a name. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
