// Packs every package as it would be published, installs the tarballs with npm, pnpm and both Yarns into empty projects,
// with npm also without a network, runs a dialogue there in every Node on the path, Bun, Deno and workerd, and bundles them
// for Node and for a page. What `sdialog new` writes is packed in the first project and used by its names in the second.
// Needs the packages built.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import {
  bundleWithEsbuild,
  bundleWithVite,
  type Manifest as PageManifest,
  pageEntries,
} from "./page-bundle.ts";
import { bundleForNode } from "./bundle-for-node.ts";
import { talkInWorkerd } from "./talk-in-workerd.ts";
import { compileAgainstNewPackages, packNewPackages, useNewPackages } from "./check-new-packages.ts";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
}

const workplace = mkdtempSync(join(tmpdir(), "packed-"));
const tarballs = pack();
const program = `
import { Agent } from "@sdialog/agents";
import { Dialog } from "@sdialog/core";
import { loadDialog, saveDialog } from "@sdialog/core/fs";
import { MtldScore } from "@sdialog/evaluation/scores";
import { LengthOrchestrator } from "@sdialog/orchestrators";
import { Persona } from "@sdialog/personas";

const alice = new Agent({ persona: new Persona({ name: "Alice", role: "friendly barista" }) });
const bob = new Agent({ persona: new Persona({ name: "Bob", role: "customer" }) }).with(new LengthOrchestrator({ min: 2 }));
const dialog = await alice.dialogWith(bob, { seed: 7, maxTurns: 6 });
await saveDialog(dialog, "dialog.json");
const again = await loadDialog("dialog.json");
if (!(again instanceof Dialog) || again.length !== dialog.length || dialog.length < 2) throw new Error("no dialogue was made");
console.log(dialog.length + " turns, MTLD " + (await new MtldScore().score(dialog)));
process.exit(0);
`;

let newPackages: Readonly<Record<string, string>> = {};
for (const [manager, install, run] of [
  ["npm", ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"], ["node", "main.mjs"]],
  ["pnpm", ["npx", "-y", "pnpm@12", "install", "--silent"], ["node", "main.mjs"]],
] as const) {
  const folder = project(manager, newPackages);
  execute(install, folder);
  console.log(`✓ ${manager}: ${execute(run, folder).trim().split("\n").at(-1)}`);
  if (manager === "npm") {
    for (const node of otherNodes())
      console.log(
        `✓ ${execute([node, "--version"], folder).trim()}: ${execute([node, "main.mjs"], folder).trim().split("\n").at(-1)}`,
      );
    console.log(`✓ sdialog: ${execute(["npx", "sdialog", "--version"], folder).trim()}`);
    console.log(`✓ bun: ${execute(["npx", "-y", "bun@1", "main.mjs"], folder).trim().split("\n").at(-1)}`);
    const deno = denoCommand();
    if (deno === undefined) console.log("- deno is not installed here; skipped");
    else
      console.log(
        `✓ deno: ${execute([deno, "run", "--allow-all", "main.mjs"], folder).trim().split("\n").at(-1)}`,
      );
    await talkInWorkerd(folder, join(workplace, "workerd"));
    console.log("✓ workerd: two agents talk, and one with a chatbot");
    await bundleForNode(folder, join(workplace, "bundled"), false);
    console.log("✓ webpack, esbuild: for Node, two agents talk, and each missing package is named");
    const withOpenAI = project("openai", {}, ["core", "llm", "agents", "personas", "orchestrators"]);
    execute([...install, openaiPackage()], withOpenAI);
    await bundleForNode(withOpenAI, join(workplace, "bundled-openai"), true);
    console.log("✓ webpack, esbuild: for Node with `openai`, its models and chatbots answer");
    await bundleForPage(folder);
    console.log("✓ esbuild, vite: everything that can be in a page");
    newPackages = packNewPackages(folder);
    console.log(`✓ sdialog new: packed ${Object.keys(newPackages).join(", ")}`);
  } else {
    compileAgainstNewPackages(folder);
    for (const node of [process.execPath, ...otherNodes()]) {
      await useNewPackages(folder, node);
      console.log(
        `✓ ${execute([node, "--version"], folder).trim()}: new packages in a recipe, a test, eval and playground`,
      );
    }
  }
}
// What needs no page and no command line: most of an installation is theirs.
const small = ["core", "llm", "local", "personas", "orchestrators", "agents", "evaluation"];
const installs = {
  "npm, without a network": ["npm", "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error"],
  // Its usual cache would hand out packages of the same version that were packed here before.
  "yarn 1": [
    "npx",
    "-y",
    "yarn@1",
    "install",
    "--silent",
    "--non-interactive",
    "--cache-folder",
    join(workplace, "yarn"),
  ],
  "yarn 4": ["npx", "-y", "-p", "@yarnpkg/cli-dist@4", "yarn", "install"],
};
for (const [name, install] of Object.entries(installs)) {
  const folder = project(name.replaceAll(/\W+/g, "-"), {}, small);
  execute(install, folder);
  console.log(`✓ ${name}: ${execute(["node", "main.mjs"], folder).trim().split("\n").at(-1)}`);
}
rmSync(workplace, { recursive: true });

/** The Nodes on the path besides this one: packages promise to run on every one that is still maintained. */
function otherNodes(): string[] {
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .filter((node) => existsSync(node));
  return [...new Set(found.map((node) => realpathSync(node)))].filter(
    (node) => node !== realpathSync(process.execPath),
  );
}

/** The client of OpenAI in a version that our packages take. */
function openaiPackage(): string {
  const { peerDependencies } = JSON.parse(readFileSync("packages/llm/package.json", "utf8")) as {
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  return `openai@${peerDependencies["openai"]}`;
}

/** Deno where the notebooks keep theirs, or on the path. */
function denoCommand(): string | undefined {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folders = [
    join(cache, "sdialog-deno-2.8.1/node_modules/.bin"),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  return folders.map((folder) => join(folder, "deno")).find((command) => existsSync(command));
}

/** @throws Error when a bundler complains about anything that a page may import, as the packages are installed */
async function bundleForPage(folder: string): Promise<void> {
  const entries = Object.keys(tarballs).flatMap((name) =>
    pageEntries(
      JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")) as PageManifest,
    ),
  );
  for (const bundle of [bundleWithEsbuild, bundleWithVite]) {
    const { complaints } = await bundle(entries, { from: folder });
    if (complaints.length > 0) throw new Error(`${bundle.name}:\n${complaints.join("\n")}`);
  }
}

function pack(): Readonly<Record<string, string>> {
  const packed: Record<string, string> = {};
  for (const path of globSync(["packages/*/package.json", "apps/*/package.json"])) {
    const { name, private: hidden = false } = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    if (hidden) continue;
    const out = join(workplace, "tarballs", basename(join(path, "..")));
    mkdirSync(out, { recursive: true });
    execute(["npx", "-y", "pnpm@12", "pack", "--pack-destination", out], resolve(path, ".."));
    packed[name] = globSync(join(out, "*.tgz"))[0] as string;
  }
  return packed;
}

/**
 * An empty project that depends on every tarball, and further ones; none of our packages may come from elsewhere.
 * @param only the packages it depends on, when these are not all
 */
function project(
  manager: string,
  further: Readonly<Record<string, string>>,
  only?: readonly string[],
): string {
  const folder = join(workplace, manager);
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(
    Object.entries({ ...tarballs, ...further })
      .filter(([name]) => only?.includes(name.replace("@sdialog/", "")) ?? true)
      .map(([name, tarball]) => {
        copyFileSync(tarball, join(folder, basename(tarball)));
        return [name, `file:./${basename(tarball)}`];
      }),
  );
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "stranger",
      private: true,
      type: "module",
      dependencies: { ...files, zod: "^4.4.0" },
      devDependencies: { "@types/node": "^24.0.0", typescript: "^6.0.3" },
      overrides: Object.fromEntries(Object.keys(files).map((name) => [name, `$${name}`])),
      resolutions: files,
    }),
  );
  const overrides = Object.entries(files).map(([name, file]) => `  "${name}": "${file}"`);
  writeFileSync(
    join(folder, "pnpm-workspace.yaml"),
    `overrides:\n${overrides.join("\n")}\nallowBuilds:\n  protobufjs: false\n`,
  );
  // Yarn 4 would take the folder for a part of what is above it, and reports to its makers unless told not to.
  writeFileSync(join(folder, "yarn.lock"), "");
  writeFileSync(
    join(folder, ".yarnrc.yml"),
    "nodeLinker: node-modules\nenableTelemetry: false\nenableImmutableInstalls: false\n",
  );
  writeFileSync(join(folder, "main.mjs"), program);
  return folder;
}

function execute([command, ...args]: readonly string[], cwd: string): string {
  return execFileSync(command as string, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}
