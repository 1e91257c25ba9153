import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { streamBody } from "./stream-body.ts";
import type { IncomingAnswer } from "./transport.ts";

/** No compression is asked for; some servers send it all the same. */
const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Nobody compresses more often, and each time costs memory. */
const mostEncodings = 3;

/** An answer as it was before its server compressed it, once or more (RFC 9110, section 8.4). */
export function decodedAnswer(answer: IncomingAnswer): IncomingAnswer {
  const names = [...answer.headers]
    .filter(([name]) => name.toLowerCase() === "content-encoding")
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  // Those that were applied last come off first.
  const found = names
    .toReversed()
    .map((name) => (Object.hasOwn(decoders, name) ? decoders[name] : undefined));
  if (found.length === 0 || found.length > mostEncodings || found.includes(undefined)) return answer;
  const encoded = new Set(["content-encoding", "content-length"]);
  return {
    ...answer,
    headers: [...answer.headers].filter(([name]) => !encoded.has(name.toLowerCase())),
    body: streamBody(
      found.reduce<Readable>(
        (source, make) => (make === undefined ? source : pipeline(source, make(), () => undefined)),
        Readable.from(answer.body),
      ),
    ),
  };
}
