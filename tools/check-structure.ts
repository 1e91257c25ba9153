// Fails when a package imports what it may not, its folders import each other in circles, it lacks what every package
// must have, or a name means one thing in one package and another in the next.
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { ambiguousNames, exportedNames } from "./exported-names.ts";
import { importCircles } from "./import-circles.ts";
import { importedModules } from "./imported-modules.ts";
import { parse } from "yaml";
import { engineGaps } from "./engine-gaps.ts";
import type { Lockfile } from "./locked-dependencies.ts";
import { packageEdges } from "./package-edges.ts";

interface Manifest {
  readonly name?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: false | readonly string[];
  readonly private?: boolean;
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const problems: string[] = [];
const lockfile = parse(readFileSync("pnpm-lock.yaml", "utf8")) as Lockfile;

for (const folder of globSync("{packages,apps}/*/package.json").map((path) => join(path, ".."))) {
  checkManifest(folder, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest);
  for (const file of globSync(join(folder, "src/**/*.ts"))) checkImports(basename(folder), folder, file);
  checkCircles(folder);
}

checkEdgesInUse();
checkTeaching();

// What every backend's module is asked for by the same name.
const contracts = new Set(["backend"]);
for (const { name, origins } of ambiguousNames(globSync("packages/*").flatMap(exportedNames))) {
  if (contracts.has(name)) continue;
  problems.push(`${name} means something else in each of ${origins.join(", ")}`);
}

if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join("\n"));
  process.exit(1);
}
console.log(`✓ ${Object.keys(packageEdges).length} packages keep to the plan`);

function checkManifest(folder: string, manifest: Manifest): void {
  const name = basename(folder);
  const demand = (holds: boolean, what: string): void => {
    if (!holds) problems.push(`${folder}: ${what}`);
  };
  demand(name in packageEdges, "is not in tools/package-edges.ts");
  demand(manifest.name === `@sdialog/${name}`, `must be called @sdialog/${name}`);
  demand((manifest.description ?? "").length > 20, "needs a description");
  // A package may bring data under further licences.
  demand(/^MIT(?: AND |$)/.test(manifest.license ?? ""), "needs the licence MIT");
  demand(manifest.type === "module", 'needs "type": "module"');
  // Only modules that register what they bring do anything by being loaded.
  const effects = manifest.sideEffects === false ? [] : (manifest.sideEffects ?? [""]);
  demand(
    effects.every((path) => path.startsWith("./dist/") || existsSync(join(folder, path))),
    '"sideEffects" must be false or name the modules that register something',
  );
  demand(existsSync(join(folder, "README.md")), "needs a README.md");
  demand(existsSync(join(folder, "tsdown.config.ts")), "needs a tsdown.config.ts");
  demand(globSync(join(folder, "src/**/*.test.ts")).length > 0, "needs tests");
  const { node = "*" } = manifest.engines ?? {};
  for (const gap of engineGaps(lockfile, folder.replaceAll(sep, "/"), node))
    problems.push(`${folder}: promises Node ${node}, but ${gap}`);
  for (const [path, target] of Object.entries(manifest.exports ?? {})) {
    const source = typeof target === "string" ? undefined : Object.values(target as object)[0];
    demand(
      folder.startsWith("apps") ||
        source === undefined ||
        source === "./src/internal.ts" ||
        String(source).endsWith("/index.ts"),
      `exports["${path}"] must lead to an index.ts, which the documentation covers, or to src/internal.ts`,
    );
    const reachesSource =
      typeof target === "string" || Object.keys(target as object)[0] === "@sdialog/source";
    demand(reachesSource, `exports["${path}"] must name its source under "@sdialog/source" first`);
  }
  const mentioned = siblingsMentioned(folder);
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    checkEdge(name, dependency, folder);
    demand(
      !dependency.startsWith("@sdialog/") || mentioned.has(dependency.slice("@sdialog/".length)),
      `installs ${dependency} and does not use it`,
    );
    demand(
      !dependency.startsWith("@sdialog/") || manifest.dependencies?.[dependency] !== "workspace:^",
      `needs ${dependency} of the same minor version: "workspace:~"`,
    );
  }
}

/** Siblings that a package imports, at once or when they are needed. */
function siblingsMentioned(folder: string): ReadonlySet<string> {
  const files = globSync(join(folder, "{src,page}/**/*.{ts,tsx}")).filter(
    (file) => !file.includes(".test.") && !file.includes("/template"),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/["'`]@sdialog\/([\w-]+)/g)].map(([, name = ""]) => name),
  );
  return new Set(names);
}

/** The picture shows no way that nobody goes. */
function checkEdgesInUse(): void {
  for (const [from, allowed] of Object.entries(packageEdges)) {
    if (allowed.includes("*")) continue;
    const mentioned = siblingsMentioned(join("packages", from));
    for (const to of allowed)
      if (!mentioned.has(to)) problems.push(`tools/package-edges.ts: ${from} may import ${to}, and does not`);
  }
}

/** What siblings share is nobody else's: neither what people read nor what they copy may teach it. */
function checkTeaching(): void {
  const taught = globSync(["*.md", "{packages,apps,tutorials}/**/*.{md,ipynb}", "tutorials/*.ts"], {
    exclude: ["**/node_modules"],
  });
  for (const file of taught) {
    if (/"@sdialog\/[\w-]+\/internal"/.test(readFileSync(file, "utf8")))
      problems.push(`${file}: nobody but a sibling imports from /internal`);
  }
}

function checkImports(name: string, folder: string, file: string): void {
  const source = readFileSync(file, "utf8");
  // Templates of new packages hold imports as text.
  const test = file.endsWith(".test.ts") || file.includes("/template");
  if (!test && /^import \{ z \} from "zod"/m.test(source))
    problems.push(
      `${file}: write import * as z from "zod": what is not used of it, its fifty languages among that, stays out of bundles`,
    );
  for (const specifier of importedModules(source)) {
    if (!test) checkEdge(name, specifier, file);
    if (
      name === "core" &&
      specifier.startsWith("node:") &&
      !test &&
      !file.startsWith(join(folder, "src/fs/"))
    ) {
      problems.push(`${file}: core runs in browsers; only src/fs may import ${specifier}`);
    }
  }
}

/** Files that import each other are the linter's to find; this finds folders, and a file with a folder. */
function checkCircles(folder: string): void {
  const files = globSync(join(folder, "{src,page}/**/*.{ts,tsx}"))
    .filter((file) => !file.includes(".test."))
    .map((file) => file.replaceAll(sep, "/"));
  const modules = new Map(files.map((file) => [file, importedModules(readFileSync(file, "utf8"))]));
  for (const circle of importCircles(modules)) {
    problems.push(
      `${circle.folder}: ${[...circle.members, circle.members[0]].join(" → ")} is a circle (${circle.imports.join(", ")})`,
    );
  }
}

function checkEdge(from: string, specifier: string, place: string): void {
  const to = /^@sdialog\/([^/]+)/.exec(specifier)?.[1];
  if (to === undefined || to === from) return;
  const allowed = packageEdges[from] ?? [];
  if (!allowed.includes("*") && !allowed.includes(to))
    problems.push(`${place}: ${from} may not import ${to}`);
}
