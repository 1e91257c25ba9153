// `pnpm playground [folder]`: the playground of a clone, its page built when it is older than its source.
import { startPlayground } from "./server/start-playground.ts";

const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
process.once("SIGTERM", () => interruption.abort());

const port = process.env["PORT"] === undefined ? undefined : Number(process.env["PORT"]);
const { url, folder } = await startPlayground({
  port,
  folder: process.argv[2] ?? "output",
  signal: interruption.signal,
});
process.stdout.write(`Playground: ${url}\nFolder: ${folder}\nCtrl-C ends it.\n`);
