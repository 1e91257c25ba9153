import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const run = promisify(execFile);

const inThread = `
  import { resolveModel } from "@sdialog/llm";
  const model = await resolveModel("local:pocket");
  await model.generate({ messages: [{ role: "user", content: "Hi!" }], maxTokens: 2 });
`;
const inProcess = `
  import { createSession } from "../runtime/create-session.ts";
  await createSession(new Uint8Array([1]), ".", { graphFile: "none", threads: 1 }).catch(() => undefined);
`;

it.each([
  ["a thread", inThread],
  ["the process itself", inProcess],
])("a runtime in %s makes no id of the machine and tries to send nothing", async (_, program) => {
  const home = await mkdtemp(join(tmpdir(), "no-telemetry-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  // In an environment of nothing else: a variable `CI`, for one, would silence the runtime too.
  const { stderr } = await run(
    process.execPath,
    ["--conditions=@sdialog/source", "--input-type=module", "--eval", program],
    { cwd: import.meta.dirname, env: { PATH: process.env["PATH"], HOME: home } },
  );
  expect(stderr).toBe("");
  expect(await readdir(home)).toEqual([]);
});
