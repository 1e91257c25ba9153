// `pnpm playground [folder] [--import module]`: the playground of a clone, its page built when it is older than its source.
import { parseArgs } from "node:util";
import { importModule } from "@sdialog/core/fs";
import { startPlayground } from "./server/start-playground.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { import: { type: "string", multiple: true, default: [] } },
});
for (const name of values.import) await importModule(name, process.cwd());

const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
process.once("SIGTERM", () => interruption.abort());

const port = process.env["PORT"] === undefined ? undefined : Number(process.env["PORT"]);
const { url, folder } = await startPlayground({
  port,
  folder: positionals[0] ?? "output",
  hubToken: process.env["HF_TOKEN"],
  hubUrl: process.env["HF_ENDPOINT"],
  signal: interruption.signal,
});
process.stdout.write(`Playground: ${url}\nFolder: ${folder}\nCtrl-C ends it.\n`);
