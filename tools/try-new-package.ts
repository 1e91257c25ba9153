import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));

// The packages are read as source, since nothing is built.
const config = `const conditions = ["@sdialog/source"];
export default { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } };`;

/**
 * Writes a generated package into an empty folder, links what an install would bring, runs its tests as they are,
 * builds it, and puts what would be packed into a project elsewhere that imports it by its name.
 *
 * @param files path inside the package → content
 * @param packages folders below `packages/` that it depends on
 * @param program what the project does once the package is imported: JavaScript that prints something
 * @returns what vitest and the program printed
 * @throws Error with the tool's output when tests, build or program fail
 */
export async function tryNewPackage(
  files: Readonly<Record<string, string>>,
  packages: readonly string[],
  program: string,
): Promise<{ readonly tests: string; readonly printed: string }> {
  const place = await mkdtemp(join(tmpdir(), "new-package-"));
  const [folder, elsewhere] = [join(place, "made"), join(place, "elsewhere")];
  try {
    await write(folder, { ...files, "vitest.config.mjs": config });
    await link(folder, packages);
    const tests = await run(folder, join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", folder);
    const compiler = join(root, "node_modules/typescript-7/bin/tsc");
    // Ours are source here, which the package must not compile along with its own: types are checked with them,
    // JavaScript and declarations are written without. The release check does both at once with built packages.
    const conditions = ["--customConditions", "@sdialog/source"];
    await run(folder, compiler, "-p", ".", "--noEmit", "--rootDir", "/", ...conditions);
    await run(folder, compiler, "-p", "tsconfig.build.json", "--noCheck", "--noResolve");

    const { name, files: packed } = JSON.parse(files["package.json"] ?? "{}") as {
      readonly name: string;
      readonly files: readonly string[];
    };
    const installed = join(elsewhere, "node_modules", name);
    for (const path of ["package.json", ...packed])
      await cp(join(folder, path), join(installed, path), { recursive: true });
    await write(elsewhere, {
      "package.json": '{ "type": "module" }',
      "program.js": `import ${JSON.stringify(name)};\n${program}`,
    });
    await link(elsewhere, packages);
    return { tests, printed: await run(elsewhere, "program.js") };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
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
