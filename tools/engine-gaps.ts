import { join } from "node:path/posix";
import semver from "semver";

/** What this reads of `pnpm-lock.yaml`. */
export interface Lockfile {
  readonly importers: Readonly<
    Record<string, { readonly dependencies?: Readonly<Record<string, { readonly version: string }>> }>
  >;
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
  readonly snapshots: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/**
 * What a package cannot do without that does not run on every Node version the package promises: `name@version needs
 * range`. Optional dependencies and peers do not count, as nobody gets them unasked.
 * @param importer the package's folder
 * @param promised its `engines.node`
 */
export function engineGaps(lockfile: Lockfile, importer: string, promised: string): string[] {
  const gaps: string[] = [];
  const seen = new Set<string>();
  const waiting = installed(lockfile, importer, new Set());
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    const name = key.replace(/\(.*$/, "");
    const range = lockfile.packages[name]?.engines?.node;
    if (range !== undefined && !semver.subset(promised, range)) gaps.push(`${name} needs ${range}`);
    const { dependencies = {} } = lockfile.snapshots[key] ?? {};
    waiting.push(...Object.entries(dependencies).map(([dependency, version]) => keyOf(dependency, version)));
  }
  return gaps.toSorted();
}

/** What the package and the siblings it depends on ask for, as keys of snapshots. */
function installed(lockfile: Lockfile, importer: string, visited: Set<string>): string[] {
  if (visited.has(importer)) return [];
  visited.add(importer);
  const { dependencies = {} } = lockfile.importers[importer] ?? {};
  return Object.entries(dependencies).flatMap(([name, { version }]) => {
    if (!version.startsWith("link:")) return [keyOf(name, version)];
    const folder = join(importer, version.slice("link:".length));
    return installed(lockfile, folder, visited);
  });
}

/** An alias (`npm:other@1`) is locked under the other's name. */
function keyOf(name: string, version: string): string {
  return /^\d/.test(version) ? `${name}@${version}` : version;
}
