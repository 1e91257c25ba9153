import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/** Puts the licence of every package that a build holds beside it. */
export function licencesOfBundled(): Plugin {
  return {
    name: "licences-of-bundled",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
      for (const folder of new Set(modules.flatMap((id) => packageFolder(id) ?? []))) {
        const licence = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
        const name = folder.split(/[\\/]node_modules[\\/]/).at(-1) as string;
        if (licence === undefined) this.error(`${name} brings no licence that could lie beside it`);
        this.emitFile({
          type: "asset",
          fileName: `${name.replaceAll(/[@\\/]+/g, "-").replace(/^-/, "")}.LICENSE`,
          source: readFileSync(join(folder, licence)),
        });
      }
    },
  };
}

/** `/a/node_modules/@noble/hashes/sha2.js` -> `/a/node_modules/@noble/hashes` */
function packageFolder(id: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
}
