import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportDialogs } from "../exporters/export-dialogs.ts";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hubDialogs, type HubDialogsOptions } from "./hub-dialogs.ts";
import "../index.ts";
import { readTable } from "../tables/read-table.ts";

const line = (text: string): string =>
  `${JSON.stringify({
    messages: [
      { role: "user", content: text },
      { role: "assistant", content: "Yes." },
    ],
  })}\n`;

let server: Server;
let hubUrl: string;
const token = "hf_planted";
const files = new Map<string, Buffer>();

/** The part of the hub's protocol that its client uses for datasets: the tree of files, and ranges of them. */
function answer(
  url: string,
  range: string | undefined,
  authorized: boolean,
): [number, Record<string, string>, Buffer | string] {
  const [path = ""] = url.split("?");
  const tree = /^\/api\/datasets\/([^/]+\/[^/]+)\/tree\/([^/]+)/.exec(path);
  const file = /^\/datasets\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  const name = tree?.[1] ?? file?.[1] ?? "";
  if (name === "ann/private" && !authorized) return [401, {}, '{"error":"no"}'];
  const prefix = `${name}@${tree?.[2] ?? file?.[2]}/`;
  const own = [...files.keys()].filter((key) => key.startsWith(prefix));
  if (own.length === 0) return [404, {}, '{"error":"not found"}'];
  if (tree !== null) {
    const list = own.map((key) => ({
      type: "file",
      path: decodeURIComponent(key.slice(prefix.length)),
      size: files.get(key)!.length,
      oid: "0",
    }));
    return [200, { "content-type": "application/json" }, JSON.stringify(list)];
  }
  const bytes = files.get(`${prefix}${file?.[3]}`);
  if (bytes === undefined) return [404, { "x-error-code": "EntryNotFound" }, "{}"];
  const [, from = "0", to = ""] = /bytes=(\d+)-(\d*)/.exec(range ?? "") ?? [];
  const end = to === "" ? bytes.length : Number(to) + 1;
  const part = bytes.subarray(Number(from), end);
  return [206, { etag: '"1"', "content-range": `bytes ${from}-${end - 1}/${bytes.length}` }, part];
}

beforeAll(async () => {
  files.set("ann/chats@main/README.md", Buffer.from("# chats"));
  files.set("ann/chats@main/data/train.jsonl", Buffer.from(line("one") + line("two")));
  files.set("ann/chats@main/data/test.jsonl", Buffer.from(line("three")));
  files.set("ann/chats@v2/train.jsonl", Buffer.from(line("second version")));
  files.set("ann/private@main/train.jsonl", Buffer.from(line("secret")));
  files.set("ann/odd@main/data/a%231.jsonl", Buffer.from(line("hash")));
  files.set("ann/odd@main/data/none.jsonl", Buffer.from(""));
  files.set("ann/broken@main/a.jsonl", Buffer.from(`${line("good")}{"messages": 3}\n`));
  const out = await mkdtemp(join(tmpdir(), "sdialog-hub-"));
  const turns = [
    { speaker: "user", text: "Hi" },
    { speaker: "assistant", text: "Hello" },
  ];
  await exportDialogs([new Dialog({ id: "p", turns })], { out, format: "parquet" });
  files.set("ann/rows@main/data/train-00000-of-00001.parquet", await readFile(join(out, "train.parquet")));
  await rm(out, { recursive: true });
  files.set(
    "ann/people@main/data/train-0.jsonl",
    Buffer.from('{"persona":"a nurse"}\n{"persona":"a cook"}\n'),
  );
  files.set("ann/people@main/README.md", Buffer.from("# people"));
  server = createServer((request, response) => {
    const authorized = request.headers.authorization === `Bearer ${token}`;
    const [status, headers, body] = answer(request.url ?? "", request.headers.range, authorized);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  hubUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function opening(source: string, options: HubDialogsOptions = {}): Promise<(string | undefined)[]> {
  const dialogs = await Array.fromAsync(hubDialogs(source, { hubUrl, ...options }));
  return dialogs.map(({ turns }) => turns[0]?.text);
}

describe("hubDialogs", () => {
  it("reads a file with a sign in its name, and notes one that is empty", async () => {
    const notes: string[] = [];
    const read = await Array.fromAsync(
      hubDialogs("hf:ann/odd", { hubUrl, onNote: (note) => notes.push(note) }),
    );
    expect(read.map(({ turns: [first] }) => first?.text)).toEqual(["hash"]);
    expect(notes).toEqual(["files that are empty: data/none.jsonl"]);
  });

  it("reads the files of a dataset, of a split and of a revision", async () => {
    expect(await opening("hf:ann/chats")).toEqual(["three", "one", "two"]);
    expect(await opening("hf:ann/chats:train")).toEqual(["one", "two"]);
    expect(await opening("hf:ann/chats@v2:train")).toEqual(["second version"]);
  });

  it("is a source by name, wherever dialogues are read", async () => {
    const read = loadDialogs("hf:ann/chats:train", { sources: { hf: { hubUrl } } });
    expect((await Array.fromAsync(read)).map(({ turns }) => turns[0]?.text)).toEqual(["one", "two"]);
    await expect(
      Array.fromAsync(loadDialogs("hf:ann/x", { sources: { hf: { tokn: "x" } } })),
    ).rejects.toThrow("tokn");
    await expect(Array.fromAsync(loadDialogs("hub:ann/x"))).rejects.toMatchObject({ code: "file_not_found" });
  });

  it("reads rows of Parquet where they lie", async () => {
    expect(await opening("hf:ann/rows:train")).toEqual(["Hi"]);
  });

  it("reads tables that are no dialogues row by row", async () => {
    expect(await Array.fromAsync(readTable("hf:ann/people", { hubUrl }))).toEqual([
      { persona: "a nurse" },
      { persona: "a cook" },
    ]);
    expect(await Array.fromAsync(readTable("hf:ann/rows:train", { hubUrl }))).toHaveLength(1);
  });

  it("skips bad rows when somebody is told", async () => {
    const errors: string[] = [];
    expect(await opening("hf:ann/broken", { onError: ({ message }) => errors.push(message) })).toEqual([
      "good",
    ]);
    expect(errors[0]).toContain("hf:ann/broken/a.jsonl:2: not a record of openai");
  });

  it("says what there is not, and never the token", async () => {
    await expect(opening("hf:chats")).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(opening("hf:ann/none")).rejects.toMatchObject({ code: "hub" });
    await expect(opening("hf:ann/chats:validation")).rejects.toThrow('no split "validation"');
    const refused = await opening("hf:ann/private", { token: "hf_wrong_secret" }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: "hub", hint: expect.stringContaining("HF_TOKEN") as string });
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain("hf_wrong_secret");
    expect(await opening("hf:ann/private", { token })).toEqual(["secret"]);
  });
});
