import { readdir, realpath } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { StoreError } from "../errors/store-error.ts";
import { readRecords } from "../recipe/read-records.ts";
import type { Manifest } from "../store/manifest.ts";
import { voiceFile, voiceFolder } from "../store/run-voice.ts";
import { refuseOddFiles } from "../store/refuse-odd-files.ts";
import { storeFiles } from "../store/row-checks.ts";

/**
 * Whether to carry out a run that was not begun by this very call: `true`, or an answer to what its folder reaches for
 * (see {@link runReach}). Default: only when it reaches for nothing.
 */
export type Trust = boolean | ((reach: readonly string[]) => boolean | Promise<boolean>);

/**
 * What a run's folder would make this machine do beyond asking models for replies and writing them into the folder, in
 * words: whoever made the folder decides on that, and it is done with the rights and the keys of whoever goes on with it.
 */
export async function runReach(folder: string, manifest: Manifest): Promise<readonly string[]> {
  const reach: string[] = [];
  for (const { recipe } of manifest.variants) {
    for (const name of listOf(recipe["imports"])) reach.push(`load and run ${name} (from ${manifest.base})`);
    for (const url of addresses(recipe["tracking"])) reach.push(`send what is said to ${url}`);
    for (const url of chatbotUrls(recipe))
      reach.push(`send what is said, and keys that are named, to ${url}`);
    for (const url of await hookUrls(recipe["scenarios"], manifest.base))
      reach.push(`send requests, and keys that are named, to ${url}`);
    for (const [name, value] of Object.entries(recipe)) {
      if (name === "tracking" || name === "postgres") continue;
      for (const url of baseUrls(value)) reach.push(`send prompts, and the key of a model, to ${url}`);
    }
    reach.push(...(await executorReach(folder, recipe)));
    if (recipe["cache"] !== undefined) reach.push(`keep answers in the folder ${String(recipe["cache"])}`);
  }
  return [...new Set([...reach, ...(await linksOut(folder, manifest.results))])];
}

/** @throws StoreError `store_untrusted` saying what the folder reaches for, unless that is agreed to */
export async function refuseUntrusted(
  folder: string,
  manifest: Manifest,
  trust: Trust = false,
): Promise<void> {
  await refuseReach(folder, trust, () => runReach(folder, manifest));
}

/**
 * What {@link refuseUntrusted} does of links alone: for whoever carries out nothing that the folder says, and yet writes
 * into it.
 *
 * @param results the file of the run's results
 * @throws StoreError `store_untrusted` naming the links, unless they are agreed to
 */
export async function refuseLinks(folder: string, results: string, trust: Trust = false): Promise<void> {
  // What is no file at all is called that, rather than a link to one.
  await refuseOddFiles(folder);
  await refuseReach(folder, trust, () => linksOut(folder, results));
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
  recipe: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const { executor } = recipe;
  if (executor === "slurm") return ["submit jobs to the cluster"];
  if (executor !== "postgres") return [];
  const url = fieldOf(recipe["postgres"], "url");
  if (typeof url === "string") return isHere(url) ? [] : [`take part in the queue at ${url}`];
  return (await pathExists(join(folder, "postgres"))) ? ["start the database in the folder"] : [];
}

/** Files of the folder that lie somewhere else, also those in folders that a run makes in its own. */
async function linksOut(folder: string, results: string): Promise<readonly string[]> {
  const names = new Set([results, ...Object.values(storeFiles), "manifest.json", voiceFile, "postgres"]);
  const isOurs = (path: string): boolean => {
    const [name = "", ...below] = path.split(sep);
    if (ownFolders.has(name)) return true;
    return below.length === 0 && (names.has(name) || /\.(?:new|damaged)$/.test(name));
  };
  const links: string[] = [];
  for (const path of await linksIn(folder)) {
    const name = relative(folder, path);
    if (isOurs(name))
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

/** What stands under `baseURL` in models, however deep. This machine itself may be asked. */
function baseUrls(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === "baseURL" && typeof item === "string" ? (isHere(item) ? [] : [item]) : baseUrls(item),
  );
}

/** Where the chatbots of a recipe are. This machine itself may be asked. */
function chatbotUrls({ chatbot, chatbots }: Readonly<Record<string, unknown>>): readonly string[] {
  const several = typeof chatbots === "object" && chatbots !== null ? Object.values(chatbots) : [];
  return [chatbot, ...several].flatMap((one) => {
    const url = typeof one === "string" ? one : fieldOf(one, "url");
    return typeof url === "string" && !isHere(url) ? [url] : [];
  });
}

/** Where hooks of scenarios send requests, also those of scenarios in a file. This machine itself may be asked. */
async function hookUrls(scenarios: unknown, base: string): Promise<readonly string[]> {
  if (typeof scenarios !== "string" && !Array.isArray(scenarios)) return [];
  const records = await readRecords(scenarios, (path) => resolve(base, path), "scenarios").catch(() => []);
  return records.flatMap((scenario) =>
    ["setUp", "tearDown"].flatMap((hook) => {
      const requests = fieldOf(scenario, hook);
      return (Array.isArray(requests) ? requests : []).flatMap((request: unknown) => {
        const url = fieldOf(request, "url");
        return typeof url === "string" && !isHere(url) ? [url] : [];
      });
    }),
  );
}

function addresses(tracking: unknown): readonly string[] {
  return ["mlflow", "aim", "otlp"].flatMap((service) => {
    const url = fieldOf(fieldOf(tracking, service), "url");
    return typeof url === "string" && !isHere(url) ? [url] : [];
  });
}

function isHere(url: string): boolean {
  return URL.canParse(url) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
