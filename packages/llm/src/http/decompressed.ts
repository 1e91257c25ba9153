import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { streamBody } from "./stream-body.ts";
import type { AnswerBody } from "./transport.ts";

const decoders = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} satisfies Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>>;

/** The encodings of HTTP that can be undone. */
export type Encoding = keyof typeof decoders;

/** A body without its encodings, of which the first is the outermost. */
export function decompressed(body: AnswerBody, encodings: readonly Encoding[]): AnswerBody {
  return streamBody(
    encodings.reduce<Readable>(
      (source, encoding) => pipeline(source, decoders[encoding](), () => undefined),
      Readable.from(body),
    ),
  );
}
