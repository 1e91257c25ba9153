import { basename, join } from "node:path";
import { type BuildFailure, build as esbuild } from "esbuild";
import { createLogger, build as vite } from "vite";

/** What is read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly browser?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What only Node can do as a whole, and why; all other entries bundle for a page. */
const nodeOnly: Readonly<Record<string, string>> = {
  "agents/server": "serves HTTP",
  calibration: "keeps its work in files",
  cli: "is a command",
  "datasets-star": "reads a corpus from its folder",
  interpretability: "opens models with the native runtime",
  local: "opens models with the native runtime; in a page, local/web does",
  playground: "serves a page",
  "realism/thread": "computes in a thread of Node",
  report: "draws with a native library",
  runner: "keeps its work in files",
  testing: "keeps its work in files",
  voice: "speaks with packages of speech services that are made for Node",
};

/** The library for grammars names two modules of Node that it never reaches in a page. */
const neverReached = ["url", "module"];

/** The entries of a package that bundle for a page, as people import them. */
export function pageEntries({ name, exports = {} }: Manifest): string[] {
  const short = name.replace("@sdialog/", "");
  return Object.keys(exports)
    .filter((entry) => !/\.json$|^\.\/(?:node-only|zod-mini)$/.test(entry))
    .map((entry) => entry.slice(1))
    .filter((entry) => !(short in nodeOnly) || (short === "local" && entry.startsWith("/web")))
    .filter((entry) => !(`${short}${entry}` in nodeOnly))
    .map((entry) => `${name}${entry}`);
}

/** What a package works without: for whoever does not install it, it is not there to be bundled. */
export function optionalPeers({ peerDependenciesMeta = {} }: Manifest): string[] {
  return Object.keys(peerDependenciesMeta).filter((name) => peerDependenciesMeta[name]?.optional === true);
}

/** A bundle for a page, and what the bundler complained about. */
export interface PageBundle {
  /** Its files by name; `page.js` is the one that a page fetches first. */
  readonly files: Readonly<Record<string, string>>;
  readonly complaints: readonly string[];
}

/** Where the packages are found, and in which form. */
export interface PageBundleOptions {
  /** The folder whose `node_modules` has them. */
  readonly from: string;
  /** Conditions of exports besides those for browsers. */
  readonly conditions?: readonly string[];
  /** Packages that are left out. */
  readonly without?: readonly string[];
  /** Whether all of it is in one file, what is imported late included, as esbuild does unless told to split. Default: no. */
  readonly oneFile?: boolean;
}

/** Bundles all that the entries export as `esbuild --bundle --splitting --format=esm` does, or without `--splitting`. */
export async function bundleWithEsbuild(
  entries: readonly string[],
  { from, conditions = [], without = [], oneFile = false }: PageBundleOptions,
): Promise<PageBundle> {
  const { outputFiles, errors, warnings } = await esbuild({
    stdin: { contents: programOf(entries), resolveDir: from },
    bundle: true,
    write: false,
    outdir: from,
    entryNames: "page",
    splitting: !oneFile,
    format: "esm",
    conditions: [...conditions],
    external: [...neverReached, ...without],
    logLevel: "silent",
    logLimit: 0,
  }).catch((error: BuildFailure) => ({ outputFiles: [], errors: error.errors, warnings: error.warnings }));
  const complaints = [...errors, ...warnings].map(({ text, location }) => `${location?.file}: ${text}`);
  return {
    files: Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text])),
    complaints,
  };
}

/** Bundles all that the entries export as `vite build` does. */
export async function bundleWithVite(
  entries: readonly string[],
  { from, conditions = [], without = [] }: PageBundleOptions,
): Promise<PageBundle> {
  const complaints: string[] = [];
  const complain = (message: string): void => {
    // That a page asks for all entries at once leaves nothing to be loaded later.
    if (!message.includes("INEFFECTIVE_DYNAMIC_IMPORT") && !message.includes("web-xgrammar"))
      complaints.push(message);
  };
  const entry = join(from, "page-entry.js");
  const built = await vite({
    root: from,
    configFile: false,
    customLogger: { ...createLogger("silent"), warn: complain, warnOnce: complain, error: complain },
    resolve: { conditions: [...conditions, "module", "browser"] },
    plugins: [
      {
        name: "entry",
        enforce: "pre",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? programOf(entries) : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 100_000,
      rolldownOptions: {
        input: entry,
        external: [...without],
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "page.js" },
      },
    },
  }).catch((error: unknown) => complain(String(error)));
  const output = built === undefined || !("output" in built) ? [] : built.output;
  const chunks = output.flatMap((part) =>
    part.type === "chunk" ? [[part.fileName, part.code] as const] : [],
  );
  return { files: Object.fromEntries(chunks), complaints };
}

function programOf(entries: readonly string[]): string {
  const imports = entries.map((entry, index) => `import * as entry${index} from ${JSON.stringify(entry)};`);
  const all = entries.map((entry, index) => `${JSON.stringify(entry)}: entry${index}`);
  return `${imports.join("\n")}\nexport const all = { ${all.join(", ")} };\n`;
}
