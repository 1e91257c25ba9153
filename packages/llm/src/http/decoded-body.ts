import type { Encoding } from "./decompressed.ts";
import type { IncomingAnswer } from "./transport.ts";

const known: Readonly<Record<Encoding, true>> = { gzip: true, "x-gzip": true, deflate: true, br: true };

/** Nobody compresses more often, and each time costs memory. */
const mostEncodings = 3;

/**
 * An answer as it was before its server compressed it, once or more (RFC 9110, section 8.4). No compression is asked for; some
 * servers send it all the same, and what undoes it is loaded then.
 */
export function decodedAnswer(answer: IncomingAnswer): IncomingAnswer | Promise<IncomingAnswer> {
  const names = [...answer.headers]
    .filter(([name]) => name.toLowerCase() === "content-encoding")
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length === 0 || names.length > mostEncodings || !names.every(isKnown)) return answer;
  // Those that were applied last come off first.
  return decoded(answer, names.toReversed());
}

function isKnown(name: string): name is Encoding {
  return Object.hasOwn(known, name);
}

async function decoded(answer: IncomingAnswer, encodings: readonly Encoding[]): Promise<IncomingAnswer> {
  const { decompressed } = await import("./decompressed.ts");
  const encoded = new Set(["content-encoding", "content-length"]);
  return {
    ...answer,
    headers: [...answer.headers].filter(([name]) => !encoded.has(name.toLowerCase())),
    body: decompressed(answer.body, encodings),
  };
}
