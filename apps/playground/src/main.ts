// `pnpm playground [folder] [--import module]`: the playground of a clone, its page built when it is older than its source.
import { parseArgs } from "node:util";
import { importModule } from "@sdialog/core/fs";
import { stopOnSignals } from "@sdialog/core/internal";
import { startPlayground } from "./server/start-playground.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { import: { type: "string", multiple: true, default: [] } },
});
for (const name of values.import) await importModule(name, process.cwd());

const stopping = stopOnSignals();
stopping.signal.addEventListener("abort", () => (process.exitCode = stopping.status));

const port = process.env["PORT"] === undefined ? undefined : Number(process.env["PORT"]);
const { url, folder } = await startPlayground({
  port,
  folder: positionals[0] ?? "output",
  hubToken: process.env["HF_TOKEN"],
  hubUrl: process.env["HF_ENDPOINT"],
  signal: stopping.signal,
});
process.stdout.write(`Playground: ${url}\nFolder: ${folder}\nCtrl-C ends it.\n`);
