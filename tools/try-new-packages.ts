import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));

// The packages are read as source, since nothing is built.
const config = `const conditions = ["@sdialog/source"];
export default { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };`;

/** A generated package, and how it is used. */
export interface NewPackage {
  /** Path inside the package → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders below `packages/` that it depends on. */
  readonly uses: readonly string[];
  /** What a project does once the package is imported: JavaScript that gives something back. */
  readonly program: string;
}

/** How many of its tests passed, and what the program gave. */
export interface TriedPackage {
  readonly passed: number;
  readonly given: unknown;
}

/**
 * Writes each generated package into an empty folder, links what an install would bring, runs the tests as they are,
 * builds it, and puts what would be packed into a project elsewhere that imports it by its name. All of them share one
 * run of the tests, one of the compiler over their types and one of the project, which take longer than the packages.
 *
 * @throws Error with the tool's output when tests, build or program fail
 */
export async function tryNewPackages<Name extends string>(
  packages: Readonly<Record<Name, NewPackage>>,
): Promise<Readonly<Record<Name, TriedPackage>>> {
  const place = await mkdtemp(join(tmpdir(), "new-packages-"));
  const [made, elsewhere] = [join(place, "made"), join(place, "elsewhere")];
  const all = Object.entries<NewPackage>(packages);
  try {
    for (const [name, { files, uses }] of all) {
      await write(join(made, name), files);
      await link(join(made, name), uses);
    }
    await write(made, { "vitest.config.mjs": config });
    const passed = await passedTests(made);

    // Ours are source here, which a package must not compile along with its own: types are checked with them, JavaScript
    // and declarations are written without. The release check does both at once with built packages.
    const compiler = join(root, "node_modules/typescript-7/bin/tsc");
    const compilerOptions = { noEmit: true, rootDir: "/", customConditions: ["@sdialog/source"] };
    const types = { extends: `./${all[0]?.[0]}/tsconfig.json`, compilerOptions, include: ["*/src"] };
    await write(made, { "tsconfig.json": JSON.stringify(types) });
    await link(made, ["core"]);
    await run(made, compiler, "-p", ".");
    const steps: string[] = [];
    for (const [name, { files, program }] of all) {
      const folder = join(made, name);
      await run(folder, compiler, "-p", "tsconfig.build.json", "--noCheck", "--noResolve");
      const manifest = JSON.parse(files["package.json"] ?? "{}") as {
        readonly name: string;
        readonly files: readonly string[];
      };
      const installed = join(elsewhere, "node_modules", manifest.name);
      for (const path of ["package.json", ...manifest.files])
        await cp(join(folder, path), join(installed, path), { recursive: true });
      await write(elsewhere, {
        [`${name}.js`]: `import ${JSON.stringify(manifest.name)};\n${program}`,
      });
      steps.push(`${JSON.stringify(name)}: (await import("./${name}.js")).default`);
    }
    await write(elsewhere, {
      "package.json": '{ "type": "module" }',
      "program.js": `console.log(JSON.stringify({ ${steps.join(", ")} }));`,
    });
    await link(elsewhere, [...new Set(all.flatMap(([, { uses }]) => uses))]);
    const given = JSON.parse(await run(elsewhere, "program.js")) as Record<string, unknown>;
    return Object.fromEntries(
      all.map(([name]) => [name, { passed: passed[name] ?? 0, given: given[name] }]),
    ) as Record<Name, TriedPackage>;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Runs the tests of all packages in a folder. @returns package → how many passed */
async function passedTests(folder: string): Promise<Record<string, number>> {
  const report = join(folder, "report.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  await run(
    folder,
    vitest,
    "run",
    "--root",
    folder,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  );
  const { testResults } = JSON.parse(await readFile(report, "utf8")) as {
    readonly testResults: readonly {
      readonly name: string;
      readonly assertionResults: readonly { readonly status: string }[];
    }[];
  };
  const passed: Record<string, number> = {};
  for (const { name, assertionResults } of testResults) {
    const [owner = ""] = name.split(sep).join("/").split("/made/").at(-1)?.split("/") ?? [];
    passed[owner] =
      (passed[owner] ?? 0) + assertionResults.filter(({ status }) => status === "passed").length;
  }
  return passed;
}

async function run(cwd: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: "--conditions=@sdialog/source", NO_COLOR: "1" };
  const running = promisify(execFile)(process.execPath, args, { cwd, env });
  const { stdout } = await running.catch((error: Error & { readonly stdout: string }) => {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
  });
  return stdout;
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function link(folder: string, packages: readonly string[]): Promise<void> {
  const links = {
    ...Object.fromEntries(packages.map((name) => [`@sdialog/${name}`, join("packages", name)])),
    "@types/node": "node_modules/@types/node",
    vitest: "node_modules/vitest",
    zod: "packages/core/node_modules/zod",
  };
  for (const [name, target] of Object.entries(links)) {
    const path = join(folder, "node_modules", name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(join(root, target), path);
  }
}
