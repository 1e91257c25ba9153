import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readTask } from "./star-task.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-star-task-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder of a task with these files. */
async function taskOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(join(folder, name));
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), text);
  return join(folder, name);
}
const graph = { hello: "bye" };

it("takes the responses beside the task before those within it", async () => {
  const replies = { hello: "Within." };
  const task = JSON.stringify({ graph, replies });
  const both = await taskOf("both", { "both.json": task, "responses.json": '{"hello":"Beside {x:s}."}' });
  expect((await readTask(both, "both")).responses).toEqual({ hello: "Beside X." });
  const one = await taskOf("one", { "one.json": task });
  expect(await readTask(one, "one")).toEqual({ name: "one", graph, responses: replies });
});

it("says which file is missing or wrong, and what should be in it", async () => {
  const silent = await taskOf("silent", { "silent.json": JSON.stringify({ graph }) });
  await expect(readTask(silent, "silent")).rejects.toMatchObject({
    code: "data_format",
    source: join(silent, "silent.json"),
    hint: expect.stringContaining("responses.json") as string,
  });
  const broken = await taskOf("broken", {
    "broken.json": JSON.stringify({ graph, replies: { hello: "Hi." } }),
    "responses.json": '{"hello": 3}',
  });
  await expect(readTask(broken, "broken")).rejects.toMatchObject({
    code: "data_format",
    source: join(broken, "responses.json"),
    message: expect.stringContaining("not responses of a STAR task: hello:") as string,
    hint: expect.stringContaining("https://github.com/RasaHQ/STAR") as string,
  });
  await expect(readTask(join(folder, "none"), "none")).rejects.toMatchObject({ code: "file_not_found" });
});
