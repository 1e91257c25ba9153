import semver from "semver";
import { lockedDependencies, type Lockfile, nameAndVersion } from "./locked-dependencies.ts";

/**
 * What a package cannot do without that does not run on every Node version the package promises: `name@version needs
 * range`. Optional dependencies and peers do not count, as nobody gets them unasked.
 * @param importer the package's folder
 * @param promised its `engines.node`
 */
export function engineGaps(lockfile: Lockfile, importer: string, promised: string): string[] {
  return lockedDependencies(lockfile, importer).flatMap((key) => {
    const name = nameAndVersion(key);
    const range = lockfile.packages[name]?.engines?.node;
    return range !== undefined && !semver.subset(promised, range) ? [`${name} needs ${range}`] : [];
  });
}
