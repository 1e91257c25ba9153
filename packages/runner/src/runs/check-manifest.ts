import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { counted } from "@sdialog/core/internal";
import { identityOf } from "../recipe/plan-recipe.ts";
import { reachingFields } from "../recipe/reaching-fields.ts";
import type { Damage } from "../store/damage.ts";
import { type Manifest, manifestName } from "../store/manifest.ts";
import { readRows } from "../store/read-rows.ts";
import { storeFiles } from "../store/row-checks.ts";

/**
 * What a manifest that can be read says that no run has written, and on which a run does not go on: its recipes are looked at
 * as far as can be without the modules that they may name.
 */
export function checkManifest({ variants }: Manifest): readonly Damage[] {
  return variants.flatMap(({ recipe, identity, inputs, count }, index) => {
    const which = variants.length === 1 ? "its recipe" : `its recipe ${index + 1}`;
    const problems: string[] = [];
    if (identityOf(recipe, inputs) !== identity)
      problems.push(`was changed: ${which} is not the one that its results were made by`);
    const said = recipe["count"];
    if (said !== undefined && said !== count)
      problems.push(`was changed: ${which} asks for ${shown(said)} tasks, and it has ${count}`);
    try {
      reachingFields(recipe);
    } catch (error) {
      if (!SDialogError.isInstance(error)) throw error;
      problems.push(`was changed: in ${which}, ${error.message}`);
    }
    return problems.map((problem) => ({ file: manifestName, problem }));
  });
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, 40);
}

/** What of a run can be read without its manifest: files of results, whatever it calls them, and their lines that are JSON. */
export async function readableWithout(folder: string): Promise<string> {
  const others: readonly string[] = Object.values(storeFiles);
  const found: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    if (!name.endsWith(".jsonl") || others.includes(name)) continue;
    let lines = 0;
    for await (const _ of readRows(join(folder, name), () => undefined, { onDamage: () => undefined }))
      lines++;
    if (lines > 0) found.push(`${counted(lines, "line")} of ${name}`);
  }
  return found.length === 0 ? "" : `; without it, ${found.join(" and ")} can be read`;
}
