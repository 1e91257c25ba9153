import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodedAnswer } from "./decoded-body.ts";
import type { IncomingAnswer } from "./transport.ts";

const text = "What was said. ".repeat(50);

function answer(bytes: Uint8Array, ...encodings: readonly string[]): IncomingAnswer {
  async function* body() {
    yield bytes;
  }
  const headers = encodings.map((value) => ["content-encoding", value] as const);
  return { status: 200, headers: [...headers, ["content-length", "1"]], body: body() } as never;
}

async function read({ body }: IncomingAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("decodedAnswer", () => {
  it.each<[readonly string[], Uint8Array]>([
    [["gzip"], gzipSync(text)],
    [["GZIP"], gzipSync(text)],
    [[" X-Gzip "], gzipSync(text)],
    [["identity", "br"], brotliCompressSync(text)],
    [["deflate, gzip"], gzipSync(deflateSync(text))],
    [["gzip", "Gzip"], gzipSync(gzipSync(text))],
  ])("takes off what was put on: %j", async (encodings, bytes) => {
    const decoded = await decodedAnswer(answer(bytes, ...encodings));
    expect(await read(decoded)).toBe(text);
    expect([...decoded.headers]).toEqual([]);
  });

  it.each([[["constructor"]], [["zstd"]], [["gzip, zstd"]], [["gzip,gzip,gzip,gzip"]], [["identity"]], [[]]])(
    "leaves alone what it does not know, or what nobody sends: %j",
    async (encodings) => {
      const given = answer(Buffer.from(text), ...encodings);
      expect(await decodedAnswer(given)).toBe(given);
    },
  );
});
