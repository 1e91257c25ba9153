// Writes the JSON Schema of recipes that is published with the package.
import { writeFile } from "node:fs/promises";
import { loadKinds } from "../recipe/load-kind.ts";
import { recipeJsonSchema } from "../recipe/recipe-json-schema.ts";

await loadKinds();
const text = `${JSON.stringify(recipeJsonSchema(), null, 2)}\n`;
await writeFile(new URL("../../recipe.schema.json", import.meta.url), text);
