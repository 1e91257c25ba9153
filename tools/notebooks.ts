// Writes the notebooks of the tutorials from their scripts. Outputs are kept as long as the code stays the same.
//
//   node tools/notebooks.ts                     write them
//   node tools/notebooks.ts --check             fail when one is not current, or was not executed
//   node tools/notebooks.ts --outputs FOLDER    also take outputs from executed copies in a folder
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { cellsOf, formatNotebook, type Notebook, notebookOf, staleness } from "./notebook.ts";

const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, outputs: { type: "string" } },
});
const read = (path: string): Notebook | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Notebook) : undefined;

const problems: string[] = [];
const scripts = globSync("tutorials/[0-9][0-9]-*.ts").sort();
for (const script of scripts) {
  const path = script.replace(/\.ts$/, ".ipynb");
  const cells = cellsOf(readFileSync(script, "utf8"));
  if (values.check) {
    const problem = staleness(cells, read(path));
    if (problem !== undefined) problems.push(`${path} ${problem}`);
    continue;
  }
  const fresh = values.outputs === undefined ? undefined : read(join(values.outputs, basename(path)));
  writeFileSync(path, formatNotebook(notebookOf(cells, fresh ?? read(path))));
}
if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join("\n"));
  console.error("Run: node tools/notebooks.ts && tools/run-notebooks.sh --save");
  process.exit(1);
}
console.log(`✓ ${scripts.length} notebooks ${values.check ? "are current" : "written"}`);
