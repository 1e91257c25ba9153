import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pageFiles } from "./page-files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-page-"));
  await mkdir(join(folder, "assets"));
  for (const name of [
    "index.html",
    "assets/a.js",
    "assets/a.css",
    "assets/a.svg",
    "assets/a.map",
    "secret.html",
  ])
    await writeFile(join(folder, name), name);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ["/", "index.html", "text/html; charset=utf-8"],
  ["/assets/a.js", "assets/a.js", "text/javascript; charset=utf-8"],
  ["/assets/a.css", "assets/a.css", "text/css; charset=utf-8"],
  ["/assets/a.svg", "assets/a.svg", "image/svg+xml"],
])("serves %s as what it is", async (path, text, type) => {
  const answer = await pageFiles(folder).request(path);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, type, text]);
});

it.each(["/assets/b.js", "/assets/a.map", "/assets/..%2Fsecret.html", "/secret.html", "/assets/"])(
  "has nothing at %s",
  async (path) => {
    const answer = await pageFiles(folder).request(path);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("ot ")]);
  },
);
