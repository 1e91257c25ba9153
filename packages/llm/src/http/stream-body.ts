import type { Readable } from "node:stream";
import { answerTooLarge } from "./http-refusal-error.ts";
import type { AnswerBody } from "./transport.ts";

/** A Node stream as the body of an answer. */
export function streamBody(source: Readable): AnswerBody {
  // Whoever reads gets the error; a body that nobody reads must not end the process.
  source.on("error", () => undefined);
  return {
    whole: (limit) => readWhole(source, limit),
    cancel: () => void source.destroy(),
    [Symbol.asyncIterator]: () => source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>,
  };
}

function readWhole(source: Readable, limit: number): Promise<Uint8Array> {
  if (source.destroyed) return Promise.reject(source.errored ?? closedEarly());
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    source.on("data", (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > limit) source.destroy(answerTooLarge(limit));
      else chunks.push(chunk);
    });
    source.once("end", () => resolve(joined(chunks)));
    source.once("error", reject);
    source.once("close", () => {
      if (!source.readableEnded) reject(closedEarly());
    });
  });
}

/** The chunks as one, uncopied when there is only one. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function closedEarly(): Error {
  return new Error("the connection was closed before the answer ended");
}
