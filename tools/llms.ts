// Writes llms.txt: the project in one page for language models, from the packages' own words. `--check` only compares.
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = "llms.txt";
const text = page();
if (process.argv.includes("--check")) {
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (current !== text) {
    console.error(`✗ ${file} is not current; run: node tools/llms.ts`);
    process.exit(1);
  }
  console.log(`✓ ${file} is current`);
} else writeFileSync(file, text);

function page(): string {
  const packages = globSync(["packages/*/package.json", "apps/*/package.json"])
    .sort()
    .map((path) => {
      const { name, description } = JSON.parse(readFileSync(path, "utf8")) as {
        name: string;
        description: string;
      };
      return `- [${name}](${join(path, "..", "README.md")}): ${description}`;
    });
  const documents = globSync("docs/**/*.md")
    .sort()
    .map((path) => `- [${title(path)}](${path})`);
  const tutorials = globSync("tutorials/[0-9]*.ts")
    .sort()
    .map((path) => `- [${/^\/\/ # (.*)$/m.exec(readFileSync(path, "utf8"))?.[1] ?? path}](${path})`);
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync("README.md", "utf8"))?.[0] ?? "";
  return [
    "# SDialog for TypeScript",
    "",
    "> Synthetic dialogues in TypeScript: personas, agents, orchestration, generation, evaluation, and a look inside the model that speaks. ESM packages under @sdialog; models are named by one string, for example openai:gpt-4.1-mini, ollama:qwen3:14b, local:pocket.",
    "",
    example,
    "",
    "## Packages",
    "",
    ...packages,
    "",
    "## Documents",
    "",
    ...documents,
    ...(tutorials.length === 0 ? [] : ["", "## Tutorials", "", ...tutorials]),
    "",
  ].join("\n");
}

function title(path: string): string {
  return /^# (.*)$/m.exec(readFileSync(path, "utf8"))?.[1] ?? path;
}
