import { join } from "node:path/posix";

type Versions = Readonly<Record<string, string>>;
type Importer = Readonly<Record<string, { readonly version: string }>>;

/** What this reads of `pnpm-lock.yaml`. */
export interface Lockfile {
  readonly importers: Readonly<
    Record<
      string,
      {
        readonly dependencies?: Importer;
        readonly optionalDependencies?: Importer;
        readonly devDependencies?: Importer;
      }
    >
  >;
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
  readonly snapshots: Readonly<
    Record<string, { readonly dependencies?: Versions; readonly optionalDependencies?: Versions }>
  >;
}

/** How far {@link lockedDependencies} looks. */
export interface LockedDependenciesOptions {
  /** Whether optional dependencies count, which package managers install where they can. Default: false. */
  readonly optional?: boolean;
  /** Whether the dependencies of siblings count, which whoever installs the package gets as well. Default: true. */
  readonly siblings?: boolean;
  /** Peers that come along unasked, by folder of the package. They are locked as development dependencies. Default: none. */
  readonly peers?: (importer: string) => readonly string[];
}

/**
 * Everything a package of the workspace brings along from elsewhere, however deep, each once: keys of the lock file's
 * snapshots, `name@version(peers)`. Siblings themselves are not among them.
 * @param importer the package's folder
 */
export function lockedDependencies(
  lockfile: Lockfile,
  importer: string,
  options: LockedDependenciesOptions = {},
): string[] {
  const found = new Set<string>();
  const waiting = askedFor(lockfile, importer, options, new Set());
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    const { dependencies = {}, optionalDependencies = {} } = lockfile.snapshots[key] ?? {};
    const versions = options.optional === true ? { ...dependencies, ...optionalDependencies } : dependencies;
    waiting.push(...Object.entries(versions).map(([name, version]) => keyOf(name, version)));
  }
  return [...found].sort();
}

/** `name@version`, without the peers it is locked with. */
export function nameAndVersion(key: string): string {
  return key.replace(/\(.*$/, "");
}

/** What the package and the siblings it depends on ask for themselves. */
function askedFor(
  lockfile: Lockfile,
  importer: string,
  options: LockedDependenciesOptions,
  visited: Set<string>,
): string[] {
  if (visited.has(importer)) return [];
  visited.add(importer);
  const {
    dependencies = {},
    optionalDependencies = {},
    devDependencies = {},
  } = lockfile.importers[importer] ?? {};
  const peers = options.peers?.(importer) ?? [];
  const asked = {
    ...dependencies,
    ...(options.optional === true ? optionalDependencies : {}),
    ...Object.fromEntries(Object.entries(devDependencies).filter(([name]) => peers.includes(name))),
  };
  return Object.entries(asked).flatMap(([name, { version }]) => {
    if (!version.startsWith("link:")) return [keyOf(name, version)];
    if (options.siblings === false) return [];
    return askedFor(lockfile, join(importer, version.slice("link:".length)), options, visited);
  });
}

/** An alias (`npm:other@1`) is locked under the other's name. */
function keyOf(name: string, version: string): string {
  return /^\d/.test(version) ? `${name}@${version}` : version;
}
