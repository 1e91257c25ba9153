import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** A name a package gives to the world, and where it comes from. */
export interface ExportedName {
  readonly name: string;
  /** As in the manifest: `.`, `./fs`. */
  readonly subpath: string;
  /** The module that declares it, as far as the entry point says: a file, or the package it is passed on from. */
  readonly origin: string;
}

/** Every name the entry points of a package export, by subpath. */
export function exportedNames(folder: string): ExportedName[] {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const source = typeof target === "object" && target !== null && "@sdialog/source" in target;
    if (!source) return [];
    const entry = join(folder, String(target["@sdialog/source"]));
    return namesOf(entry).map(({ name, origin }) => ({ name, subpath, origin }));
  });
}

/** The names a module exports; style forbids `export *` and default exports, so the text says them all. */
export function namesOf(file: string): { readonly name: string; readonly origin: string }[] {
  const source = readFileSync(file, "utf8");
  const listed = [...source.matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}(?:\s*from\s*"([^"]+)")?/gm)].flatMap(
    ([, names = "", from]) => {
      const origin = from === undefined ? file : from.startsWith(".") ? join(dirname(file), from) : from;
      return names.split(",").flatMap((each) => {
        const [, name] = /(?:type\s+)?(?:[\w$]+\s+as\s+)?([\w$]+)\s*$/.exec(each) ?? [];
        return name === undefined ? [] : [{ name, origin }];
      });
    },
  );
  const declared = [
    ...source.matchAll(
      /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:class|function\*?|const|let|interface|type|enum)\s+([\w$]+)/gm,
    ),
  ].map(([, name]) => ({ name: name as string, origin: file }));
  return [...listed, ...declared];
}

/**
 * Names that mean one thing here and another there, with the modules that declare them. What a package passes on from
 * a sibling is the same thing under the same name.
 */
export function ambiguousNames(
  names: readonly ExportedName[],
): { readonly name: string; readonly origins: readonly string[] }[] {
  const origins = new Map<string, Set<string>>();
  for (const { name, origin } of names) {
    if (!origin.startsWith("@sdialog/")) origins.set(name, (origins.get(name) ?? new Set()).add(origin));
  }
  return [...origins].filter(([, set]) => set.size > 1).map(([name, set]) => ({ name, origins: [...set] }));
}
