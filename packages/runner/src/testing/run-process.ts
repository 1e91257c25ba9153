// A process that carries out a recipe, for tests that kill it: run-process.ts RECIPE FOLDER
import { runRecipe } from "../run/run-recipe.ts";

const [recipe = "", out = ""] = process.argv.slice(2);
const summary = await runRecipe(recipe, { out });
process.exitCode = summary.end === "complete" && summary.failed === 0 ? 0 : 1;
