import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { bundledModel } from "../bundled-model.ts";

const run = promisify(execFile);

const program = `
  import { resolveModel } from "@sdialog/llm";
  const model = await resolveModel("local:" + process.argv[1]);
  const request = { messages: [{ role: "user", content: "Hello there!" }], maxTokens: 2 };
  await model.generate(request).catch(({ code, message }) => console.log(JSON.stringify({ code, message })));
`;

it("a graph's names of nodes reach no terminal past us, and are in the error", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-names-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(bundledModel.folder, folder, { recursive: true });
  const graph = join(folder, "onnx/model_fp16.onnx");
  const name = "/model/embed_tokens/Gather";
  const hostile = "\u001B]0;OWNED\u0007\u001B[2J".padEnd(name.length, "!");
  await writeFile(graph, (await readFile(graph, "latin1")).replaceAll(name, hostile), "latin1");
  // Numbers that no row of the embedding has, at which the node of that name fails.
  const tokenizer = join(folder, "tokenizer.json");
  const content = JSON.parse(await readFile(tokenizer, "utf8")) as {
    model: { vocab: Record<string, number> };
  };
  const { vocab } = content.model;
  for (const token of Object.keys(vocab).slice(0, 3000)) vocab[token] = 1e9;
  await writeFile(tokenizer, JSON.stringify(content));
  const { stdout, stderr } = await run(
    process.execPath,
    ["--conditions=@sdialog/source", "--input-type=module", "--eval", program, folder],
    { cwd: import.meta.dirname },
  );
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({
    code: "model_server",
    message: expect.stringContaining("Name:'") as string,
  });
}, 60_000);
