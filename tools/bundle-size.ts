import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { rolldown } from "rolldown";

export interface BundleSize {
  /** Bytes a page fetches, minified and gzipped. */
  readonly gzipped: number;
  /** The files that went into it, from the root of this repository. */
  readonly modules: readonly string[];
}

/**
 * What a page fetches that uses this of the packages.
 * @param program lines such as `export { Dialog } from "@sdialog/core";`
 */
export async function bundleSize(program: string): Promise<BundleSize> {
  const root = join(import.meta.dirname, "..");
  const entry = join(root, "bundle-entry.js");
  const bundle = await rolldown({
    input: entry,
    cwd: root,
    platform: "browser",
    logLevel: "silent",
    resolve: { conditionNames: ["@sdialog/source", "browser", "import", "default"] },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? program : null),
      },
    ],
  });
  try {
    const { output } = await bundle.generate({ format: "es", minify: true });
    const chunks = output.filter((each) => each.type === "chunk");
    // What is loaded later, if ever, does not count.
    const first = chunks.find(({ isEntry }) => isEntry);
    const fetched = new Set([first?.fileName ?? ""]);
    for (const name of fetched)
      for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) fetched.add(next);
    const parts = chunks.filter(({ fileName }) => fetched.has(fileName));
    return {
      gzipped: parts.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
      modules: parts.flatMap(({ modules }) =>
        Object.entries(modules)
          .filter(([, { renderedLength }]) => renderedLength > 0)
          .map(([path]) => path.replace(`${root}/`, "")),
      ),
    };
  } finally {
    await bundle.close();
  }
}
