import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "rolldown";

const door = "@sdialog/core/zod-mini";
const core = fileURLToPath(new URL("../packages/core/", import.meta.url));
const doorFile = join(core, "src/zod-mini.ts");

/**
 * In builds for Node, the half of zod that we use comes from core's, where it is one file: read from `zod/mini`, it is
 * a hundred, most of them languages. What was configured and registered is the same in all copies of zod.
 */
export function zodOfCore(): Plugin {
  const exported = [...readFileSync(doorFile, "utf8").matchAll(/export \{([^}]*)\}/g)];
  const names = new Set(exported.flatMap(([, list = ""]) => list.match(/[\w$]+/g) ?? []));
  return {
    name: "zod-of-core",
    resolveId(specifier, importer = "") {
      const isZod = specifier === "zod/mini" || specifier === "zod/v4/core";
      return isZod && !importer.startsWith(core) ? { id: door, external: true } : undefined;
    },
    renderChunk(code) {
      const [, local] = new RegExp(`import \\* as ([\\w$]+) from "${door}"`).exec(code) ?? [];
      if (local === undefined) return;
      for (const [, name = ""] of code.matchAll(
        new RegExp(`(?<![\\w$.])${local.replaceAll("$", "\\$")}\\.([\\w$]+)`, "g"),
      ))
        if (!names.has(name)) this.error(`zod's ${name} is not in ${doorFile}: add it there`);
    },
  };
}
