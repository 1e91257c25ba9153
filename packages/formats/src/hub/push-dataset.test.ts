import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { pushDataset } from "./push-dataset.ts";

/** A hub that keeps what is committed, for one token. */
async function startHub(token: string) {
  const made: unknown[] = [];
  const commits: { path: string; text: string }[][] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString("utf8");
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(value));
      };
      const url = request.url ?? "";
      if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { error: "Invalid token" });
      if (request.method === "GET")
        return answer(made.length === 0 ? 404 : 200, { error: "no such repository" });
      if (url === "/api/repos/create") {
        made.push(JSON.parse(body));
        return answer(200, { url: "http://hub/datasets/ann/talks" });
      }
      if (url.endsWith("/preupload/main")) {
        const { files } = JSON.parse(body) as { files: { path: string }[] };
        return answer(200, {
          files: files.map(({ path }) => ({ path, uploadMode: "regular", shouldIgnore: false })),
        });
      }
      if (url.endsWith("/commit/main")) {
        const lines = body
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as { key: string; value: { path: string; content: string } });
        commits.push(
          lines
            .filter(({ key }) => key === "file")
            .map(({ value }) => ({
              path: value.path,
              text: Buffer.from(value.content, "base64").toString("utf8"),
            })),
        );
        return answer(200, { commitOid: "1", commitUrl: "http://hub/1", hookOutput: "" });
      }
      return answer(404, { error: url });
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { hubUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, made, commits };
}

it("makes a private dataset and commits all files at once", async () => {
  const folder = await temporaryFolder();
  const files = [join(folder, "dialogues.jsonl"), join(folder, "README.md")];
  await writeFile(files[0] as string, "{}\n");
  await writeFile(files[1] as string, "# Talks\n");
  const { hubUrl, made, commits } = await startHub("hf_good");
  const options = { repository: "ann/talks", token: "hf_good", hubUrl };
  expect(await pushDataset(files, options)).toBe(`${hubUrl}/datasets/ann/talks`);
  expect(made).toEqual([
    expect.objectContaining({ name: "talks", organization: "ann", visibility: "private", type: "dataset" }),
  ]);
  const expected = [
    { path: "dialogues.jsonl", text: "{}\n" },
    { path: "README.md", text: "# Talks\n" },
  ];
  expect(commits).toEqual([expected]);
  await pushDataset(files, options);
  expect(made).toHaveLength(1);
  expect(commits).toHaveLength(2);
});

it("says why the hub refuses, never with the token", async () => {
  const { hubUrl } = await startHub("hf_good");
  const failed = pushDataset([], { repository: "ann/talks", token: "hf_secret", hubUrl });
  await expect(failed).rejects.toMatchObject({
    code: "hub_refused",
    hint: expect.stringContaining("HF_TOKEN") as string,
  });
  const error: unknown = await failed.catch((reason: unknown) => reason);
  expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toContain(
    "hf_secret",
  );
  await expect(pushDataset([], { repository: "talks", token: "x" })).rejects.toMatchObject({
    code: "invalid_argument",
  });
});
