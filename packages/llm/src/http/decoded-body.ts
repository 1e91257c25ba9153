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

/** An answer as it was before its server compressed it. */
export function decodedAnswer(answer: IncomingAnswer): IncomingAnswer {
  let encoding = "";
  for (const [name, value] of answer.headers) if (name === "content-encoding") encoding = value;
  const decoder = decoders[encoding]?.();
  if (decoder === undefined) return answer;
  const encoded = new Set(["content-encoding", "content-length"]);
  return {
    ...answer,
    headers: [...answer.headers].filter(([name]) => !encoded.has(name)),
    body: streamBody(pipeline(Readable.from(answer.body), decoder, () => undefined)),
  };
}
