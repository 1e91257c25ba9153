import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { readdir, readFile } from "node:fs/promises";
import { checkOptions, nearestName, requireOptions } from "@sdialog/core/internal";
import { readYaml } from "../../yaml/read-yaml.ts";
import { leaves, mergeLayers } from "../../recipe/layers.ts";
import { type Path, isPlainObject, setAt } from "../../recipe/paths.ts";
import { RecipeError } from "../../recipe/recipe-error.ts";
import { parseUrartu, type UrartuArgument } from "./parse-urartu.ts";

type Config = Readonly<Record<string, unknown>>;

/** A configuration composed of groups of files and of settings, one for each combination of what is swept over. */
export interface ComposedConfig {
  readonly config: Config;
  /** What the sweep set. */
  readonly swept: Readonly<Record<string, unknown>>;
  /** The files that were read, in the order in which they were laid over each other. */
  readonly files: readonly string[];
  /** What stands in those files and is not part of the configuration, and why not. */
  readonly left: readonly { readonly key: string; readonly reason: string }[];
}

/** Where configuration files lie. */
export interface ComposeUrartuOptions {
  /** Folder that the search for `configs_<user>` and `configs` begins in, and goes upwards from. */
  readonly cwd: string;
  /** Default: who is logged in. */
  readonly user?: string | undefined;
}

/**
 * Composes a configuration as UrarTU's command line does: `action_config=dialogue_generator` and
 * `+action_config/task/model_inquirer=mixtral` name files of groups, which are looked for in `configs_<user>` and then in
 * `configs`, from the folder upwards, the first that is found as a whole; `key=value` changes what is there, `+key=value`
 * adds what is not, `++key=value` does either, `~key` takes away. Values with commas make a sweep. What files say of
 * Hydra itself (`defaults`, which name further files, and `hydra`, such as its sweeper) is not followed, and told as left.
 *
 * @throws RecipeError for a choice that no file has, a key that is not there, or one that is
 */
export async function composeUrartu(
  args: readonly string[],
  options: ComposeUrartuOptions,
): Promise<readonly ComposedConfig[]> {
  checkOptions("composeUrartu", options, { cwd: true, user: true });
  requireOptions("composeUrartu", options, ["cwd"]);
  const { cwd, user = userInfo().username } = options;
  const folders = await configFolders(cwd, user);
  let composed: readonly ComposedConfig[] = [{ config: {}, swept: {}, files: [], left: [] }];
  // Files first: settings change what they hold, wherever they stand on the line.
  const parsed = args.map((text) => ({ text, argument: parseUrartu(text) }));
  const groups = await Promise.all(parsed.map(({ argument }) => isGroup(argument, folders)));
  for (const [index, { argument }] of parsed.entries())
    if (groups[index] === true)
      composed = await each(composed, argument, (c, v) => choose(c, argument, v, folders));
  for (const [index, { text, argument }] of parsed.entries())
    if (groups[index] !== true)
      composed = await each(composed, argument, async (c, v) => change(c, argument, v, text));
  return composed;
}

async function each(
  composed: readonly ComposedConfig[],
  { path, values, how }: UrartuArgument,
  apply: (one: ComposedConfig, value: unknown) => Promise<ComposedConfig>,
): Promise<readonly ComposedConfig[]> {
  const all: ComposedConfig[] = [];
  for (const one of composed)
    for (const value of how === "remove" ? [undefined] : values) {
      const swept = values.length > 1 ? { ...one.swept, [path.join(".")]: value } : one.swept;
      all.push(await apply({ ...one, swept }, value));
    }
  return all;
}

/** The folders with configuration files, from the nearest to the farthest; the user's before the project's. */
async function configFolders(cwd: string, user: string): Promise<readonly string[]> {
  const upwards: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    upwards.push(folder);
    if (dirname(folder) === folder) break;
  }
  const candidates = [`configs_${user}`, "configs"].flatMap((name) =>
    upwards.map((folder) => join(folder, name)),
  );
  const there = await Promise.all(candidates.map(pathExists));
  return candidates.filter((_, index) => there[index] === true);
}

async function isGroup({ path, how }: UrartuArgument, folders: readonly string[]): Promise<boolean> {
  if (how === "remove" || how === "force") return false;
  const found = await Promise.all(folders.map((folder) => pathExists(join(folder, ...path))));
  return found.includes(true);
}

async function choose(
  composed: ComposedConfig,
  { path }: UrartuArgument,
  choice: unknown,
  folders: readonly string[],
): Promise<ComposedConfig> {
  const names = new Set<string>();
  for (const folder of folders) {
    const file = join(folder, ...path, `${String(choice)}.yaml`);
    if (await pathExists(file)) return laidOver(composed, path, file, await readConfig(file));
    for (const name of await readdir(join(folder, ...path)).catch(() => []))
      names.add(name.replace(/\.ya?ml$/, ""));
  }
  const nearest = nearestName(String(choice), [...names]);
  throw new RecipeError(path.join("/"), `has no choice "${String(choice)}"`, {
    hint:
      nearest === undefined ? `Choices: ${[...names].toSorted().join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}

/** A file stands where its group does, unless it says that it stands at the top. */
function laidOver(composed: ComposedConfig, path: Path, file: string, read: ReadConfig): ComposedConfig {
  const { defaults, hydra, ...data } = read.data;
  const chosen = withoutOpen(data) as Config;
  const placed = read.global ? chosen : (setAt({}, path, chosen) as Config);
  const { data: config } = mergeLayers([
    { name: "before", data: composed.config },
    { name: file, data: placed },
  ]);
  const left = [...composed.left, ...leftOut(file, defaults, hydra)];
  return { ...composed, config, files: [...composed.files, file], left };
}

/** What a file tells Hydra and not the experiment: which files to lay under it, and how to run. */
function leftOut(file: string, defaults: unknown, hydra: unknown): { key: string; reason: string }[] {
  const named = Array.isArray(defaults) ? defaults : defaults == null ? [] : [defaults];
  const settings = isPlainObject(hydra) ? leaves(hydra).map(([path]) => path) : hydra == null ? [] : [[]];
  return [
    // `_self_` only says where among the others a file stands itself.
    ...named
      .filter((one) => one !== "_self_")
      .map((one) => ({
        key: `${file}: defaults: ${typeof one === "string" ? one : JSON.stringify(one)}`,
        reason: "files cannot build on others; choose it on the command line, as +group=choice",
      })),
    ...settings.map((path) => ({
      key: [`${file}: hydra`, ...path].join("."),
      reason:
        path[0] === "sweeper"
          ? "sweeps are given on the command line, as key=value,value"
          : "the recipe and --out say where and how a run is done",
    })),
  ];
}

/** Without what is still to be chosen: `???`. */
function withoutOpen(value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== "???");
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutOpen(item)]));
}

interface ReadConfig {
  readonly data: Config;
  readonly global: boolean;
}

async function readConfig(file: string): Promise<ReadConfig> {
  const text = await readFile(file, "utf8");
  let data: unknown;
  try {
    data = readYaml(text, file);
  } catch (cause) {
    throw new RecipeError("", `${file} is not YAML: ${(cause as Error).message.split("\n")[0]}`, { cause });
  }
  if (!isPlainObject(data)) throw new RecipeError("", `${file} holds no settings`);
  return { data, global: /^#\s*@package\s+_global_\s*$/m.test(text) };
}

async function change(
  composed: ComposedConfig,
  { how, path }: UrartuArgument,
  value: unknown,
  text: string,
): Promise<ComposedConfig> {
  const place = path.join(".");
  const there = at(composed.config, path) !== undefined;
  if (how === "remove") {
    if (!there) throw new RecipeError(place, "is not there to be removed");
    return { ...composed, config: without(composed.config, path) };
  }
  if (how === "add" && there)
    throw new RecipeError(place, "is there already", {
      hint: `To change it, write ${place}=… or ++${place}=….`,
    });
  if (how === "set" && !there && path[0] !== "recipe")
    throw new RecipeError(place, `is neither a setting nor a group of files: "${text}"`, {
      hint: `To add it, write +${place}=…; groups are folders in configs or configs_<user>.`,
    });
  return { ...composed, config: setAt(composed.config, path, value) as Config };
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, key) => (isPlainObject(found) ? found[key] : undefined), value);
}

function without(config: Config, [first = "", ...rest]: Path): Config {
  if (rest.length === 0) return Object.fromEntries(Object.entries(config).filter(([key]) => key !== first));
  return { ...config, [first]: without(config[first] as Config, rest) };
}
