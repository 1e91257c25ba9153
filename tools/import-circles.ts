import { dirname, join, normalize } from "node:path/posix";

/** The folder in which neighbours import each other in a circle, and the imports that close it. */
export interface ImportCircle {
  readonly folder: string;
  /** Files and folders of `folder`; the last imports the first. */
  readonly members: readonly string[];
  /** For each member, one import of the next: `from.ts → to.ts`. */
  readonly imports: readonly string[];
}

/**
 * Circles of imports at every level of a tree of modules. Seen from a folder, everything below one of its subfolders is
 * one thing: `a/x.ts → b/y.ts` and `b/z.ts → a/w.ts` are a circle of `a` and `b`, though no file imports itself.
 * @param modules the relative specifiers each file imports, by the file's path
 */
export function importCircles(modules: ReadonlyMap<string, readonly string[]>): ImportCircle[] {
  const levels = new Map<string, Map<string, Map<string, string>>>();
  for (const [file, specifiers] of modules) {
    for (const specifier of specifiers) {
      const target = normalize(join(dirname(file), specifier));
      if (!modules.has(target)) continue;
      const { folder, from, to } = meetingPoint(file, target);
      const level = levels.get(folder) ?? new Map<string, Map<string, string>>();
      levels.set(folder, level);
      const edges = level.get(from) ?? new Map<string, string>();
      level.set(from, edges);
      if (!edges.has(to)) edges.set(to, `${file} → ${target}`);
    }
  }
  return [...levels].flatMap(([folder, level]) => {
    const members = findCircle(level);
    if (members === undefined) return [];
    const next = (index: number): string => members[(index + 1) % members.length] as string;
    return [
      { folder, members, imports: members.map((name, index) => level.get(name)?.get(next(index)) as string) },
    ];
  });
}

/** The deepest folder that holds both files, and what stands for each of them in it. */
function meetingPoint(file: string, target: string): { folder: string; from: string; to: string } {
  const [from, to] = [file.split("/"), target.split("/")];
  let depth = 0;
  while (from[depth] === to[depth] && depth < Math.min(from.length, to.length) - 1) depth++;
  return {
    folder: from.slice(0, depth).join("/"),
    from: from[depth] as string,
    to: to[depth] as string,
  };
}

function findCircle(level: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): string[] | undefined => {
    const start = path.indexOf(name);
    if (start >= 0) return path.slice(start);
    if (done.has(name)) return undefined;
    path.push(name);
    for (const next of level.get(name)?.keys() ?? []) {
      const found = visit(next);
      if (found !== undefined) return found;
    }
    path.pop();
    done.add(name);
    return undefined;
  };
  for (const name of level.keys()) {
    const found = visit(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
