import { globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, matchesGlob } from "node:path/posix";
import { namesOf } from "./exported-names.ts";

/** A test file, and over how many imports it reaches what was changed. */
export interface RelatedTest {
  readonly file: string;
  readonly distance: number;
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, { readonly "@sdialog/source"?: string }>>;
}

/**
 * The test files that reach any of the changed modules: those of the same folder first,
 * then of the same package, then those that reach them over the fewest imports, and of these the smallest files. A name that is imported from a package's entry
 * point leads to the module that declares it and not to all the others behind that door: modules have no side effects.
 * A page, or another file that is no module, is reached by what names it: by its place from where the module stands, and in
 * tools by a pattern, too. Types lead nowhere. What is started as a program or a thread of its own, and backends that are looked up by name, are
 * not followed.
 */
export function relatedTests(changed: readonly string[]): RelatedTest[] {
  const files = globSync(["{packages,apps}/*/src/**/*.{ts,tsx}", "tools/**/*.ts", "tutorials/*.ts"]);
  const modules = new ModuleGraph(files);
  const importers = new Map<string, Set<string>>();
  const read = changed.filter((file) => !files.includes(file));
  for (const file of files) {
    for (const target of [...modules.importsOf(file), ...namedIn(file, read)])
      importers.set(target, (importers.get(target) ?? new Set<string>()).add(file));
  }
  const distances = new Map(changed.map((file) => [file, 0]));
  for (const [file, distance] of distances) {
    for (const importer of importers.get(file) ?? [])
      if (!distances.has(importer)) distances.set(importer, distance + 1);
  }
  return [...distances]
    .filter(([file]) => file.endsWith(".test.ts"))
    .map(([file, distance]) => ({ file, distance }))
    .toSorted(
      (a, b) =>
        remoteness(a.file, changed) - remoteness(b.file, changed) ||
        a.distance - b.distance ||
        statSync(a.file).size - statSync(b.file).size,
    );
}

/** 0 in the same folder as anything changed, 1 in the same package, 2 in another, 3 where all packages are looked at. */
function remoteness(file: string, changed: readonly string[]): number {
  if (changed.some((each) => dirname(each) === dirname(file))) return 0;
  const home = (path: string): string => path.split("/").slice(0, 2).join("/");
  return changed.some((each) => home(each) === home(file)) ? 1 : /^(?:packages|apps)\//.test(file) ? 2 : 3;
}

/** Which of the files a module names in a string: the file itself, a folder that it is in, or in tools a pattern. */
function namedIn(module: string, files: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  const ofAll = !/^(?:packages|apps)\//.test(module);
  const named = new Set<string>();
  for (const [, text = ""] of readFileSync(module, "utf8").matchAll(/["`]([^"`\s$]*\w[^"`\s$]*)["`]/g)) {
    const isNear = text.startsWith(".");
    if (!isNear && !ofAll) continue;
    const place = isNear ? join(dirname(module), text) : text;
    for (const file of files) {
      const isNamed =
        place === file ||
        (place.endsWith("/") && file.startsWith(place)) ||
        (place.includes("*") && matchesGlob(file, place));
      if (isNamed) named.add(file);
    }
  }
  return [...named];
}

class ModuleGraph {
  readonly #files: ReadonlySet<string>;
  readonly #entries: ReadonlyMap<string, string>;
  readonly #origins = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: readonly string[]) {
    this.#files = new Set(files);
    this.#entries = new Map(globSync("{packages,apps}/*/package.json").flatMap(entryPoints));
  }

  /** The modules a module needs when it runs. */
  importsOf(file: string): ReadonlySet<string> {
    const source = readFileSync(file, "utf8");
    const needed = new Set<string>();
    const statements = source.matchAll(/^(?:import|export)\s+(type\s)?([^"';]*?)\s*from\s*"([^"]+)"/gm);
    for (const [, type, clause = "", specifier = ""] of statements) {
      const target = this.#resolve(file, specifier);
      if (type !== undefined || target === undefined) continue;
      const names = /^\{(.*)\}$/s.exec(clause)?.[1];
      if (names === undefined) needed.add(target);
      else for (const name of valueNames(names)) needed.add(this.#declaring(target, name));
    }
    for (const [, bare, loaded] of source.matchAll(/^import "([^"]+)"|\bimport\("([^"]+)"\)/gm)) {
      const target = this.#resolve(file, (bare ?? loaded) as string);
      if (target !== undefined) needed.add(target);
    }
    return needed;
  }

  #resolve(file: string, specifier: string): string | undefined {
    const target = specifier.startsWith(".") ? join(dirname(file), specifier) : this.#entries.get(specifier);
    return target !== undefined && this.#files.has(target) ? target : undefined;
  }

  #declaring(file: string, name: string): string {
    const origins = this.#origins.get(file) ?? new Map(namesOf(file).map((each) => [each.name, each.origin]));
    this.#origins.set(file, origins);
    const origin = origins.get(name) ?? file;
    const next = origin.startsWith("@") ? this.#entries.get(origin) : origin;
    return next === undefined || next === file || !this.#files.has(next) ? file : this.#declaring(next, name);
  }
}

function entryPoints(path: string): [string, string][] {
  const { name, exports = {} } = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  return Object.entries(exports).flatMap(([subpath, target]) => {
    const source = target["@sdialog/source"];
    return source === undefined
      ? []
      : [[join(name, subpath), join(dirname(path), source)] as [string, string]];
  });
}

/** `a, b as c, type D` → `a`, `b`. */
function valueNames(clause: string): string[] {
  return clause
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "" && !each.startsWith("type "))
    .map((each) => each.split(/\s+as\s+/)[0] as string);
}
