import { CodeFile, dataCode } from "./code-file.ts";

/**
 * The program that makes a run again, or goes on with it where it is.
 *
 * @param recipes one, or one for each variant of a sweep
 * @param out folder of the run
 */
export function runCode(recipes: readonly unknown[], out: string): string {
  const file = new CodeFile();
  const run = file.use("runRecipe", "@sdialog/runner");
  const calls = recipes.flatMap((recipe, variant) => {
    const [name, folder] =
      recipes.length === 1 ? ["recipe", out] : [`recipe${variant + 1}`, `${out}-${variant + 1}`];
    return [
      `const ${name} = ${dataCode(recipe)};`,
      `console.log(await ${run}(${name}, { out: ${JSON.stringify(folder)} }));`,
    ];
  });
  return file.text(calls);
}
