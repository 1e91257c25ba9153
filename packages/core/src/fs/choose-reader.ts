import { extname } from "node:path";
import { DataFormatError } from "../errors/data-format-error.ts";
import { lookUp, registered } from "../registry/registry.ts";
import type { Entry } from "../registry/registry-kinds.ts";
import type { ReaderOptions, ReaderSample } from "../text/dialog-reader.ts";
import { withoutMarks } from "../text/invisible-marks.ts";
import { fileFormat } from "./file-format.ts";
import { readHead } from "./read-text.ts";
import { textDecoder, textEncoding } from "./text-encoding.ts";

/** Which reader reads a file, and why. */
export interface ChosenReader {
  readonly name: string;
  /** What speaks for it. */
  readonly by: "request" | "content" | "name";
  /** `asked for`, or what was found in the file. */
  readonly reason: string;
  /** What was missed of the format that came nearest, where only the file's name speaks for this one. */
  readonly nearest?: string | undefined;
}

/** What decides, besides the file. */
export interface ChoiceOptions extends Pick<ReaderOptions, "columns" | "delimiter" | "template"> {
  readonly format?: string | undefined;
  readonly encoding?: string | undefined;
}

/** How much is looked at: more only where nothing fits, since what tells may stand behind long lists. */
const sampleSizes = [1 << 18, 1 << 22, 1 << 25];
const least = 0.5;

/**
 * The reader of a file: the one that is asked for; else the one that its content fits best; else the one that its
 * name's extension promises.
 *
 * @param head gives the file's first bytes
 * @throws InvalidArgumentError for a format there is not; DataFormatError when nothing fits, with what came nearest
 */
export async function chooseReader(
  path: string,
  head: (length: number) => Promise<Uint8Array>,
  options: ChoiceOptions,
): Promise<ChosenReader> {
  if (options.format !== undefined)
    return { name: fileFormat(path, options.format), by: "request", reason: "asked for" };
  const extension = extname(path).toLowerCase();
  const byName = registered("reader").find(({ extensions }) => extensions.includes(extension));
  if (byName !== undefined && byName.detect === undefined)
    return { name: byName.name, by: "name", reason: `the name ends in ${extension}` };
  if (options.template !== undefined) return { name: "txt", by: "request", reason: "a template is given" };
  if (options.columns !== undefined || options.delimiter !== undefined)
    return { name: "csv", by: "request", reason: "columns or a delimiter are given" };
  const best = await bestFitting(path, head, options.encoding);
  if (best !== undefined && best.fit >= least) {
    // Of two names of one format the one that the file's own name chooses.
    const named = byName !== undefined && byName.name === best.entry.name ? byName : best.entry;
    return { name: named.name, by: "content", reason: best.reason };
  }
  const nearest = best === undefined || best.fit === 0 ? undefined : `${best.entry.name} (${best.reason})`;
  if (byName !== undefined)
    return { name: byName.name, by: "name", reason: `the name ends in ${extension}`, nearest };
  throw new DataFormatError("no known format fits this file", {
    source: path,
    hint: `${nearest === undefined ? "" : `${nearest} comes nearest. `}Name its format, one of ${registered(
      "reader",
    )
      .map(({ name }) => name)
      .join(", ")}.`,
  });
}

/**
 * Which reader a file is read by unless one is named, and why; `nearest` is there where only the file's name speaks for it.
 *
 * @throws FileError when it cannot be read; DataFormatError when no format fits
 */
export function findReader(path: string): Promise<ChosenReader> {
  return chooseReader(path, (length) => readHead(path, length), {});
}

/** The reader that fits best; the sample of JSON grows until one fits. */
async function bestFitting(
  path: string,
  head: (length: number) => Promise<Uint8Array>,
  encoding: string | undefined,
): Promise<Candidate | undefined> {
  let best: Candidate | undefined;
  for (const size of sampleSizes) {
    const sample = sampleOf(path, await head(size), size, encoding);
    const [found] = fits(sample);
    if (best === undefined || (found !== undefined && found.fit > best.fit)) best = found;
    if (sample.whole || !/^\s*[[{]/.test(sample.text) || (best?.fit ?? 0) >= least) break;
  }
  return best;
}

interface Candidate {
  readonly entry: Entry<"reader">;
  readonly fit: number;
  readonly reason: string;
}

/** Readers that know their format by its content, the best first; of equals the one that was registered first. */
function fits(sample: ReaderSample): Candidate[] {
  const candidates = registered("reader").flatMap((entry) => {
    const { detect } = lookUp("reader", entry.name);
    return detect === undefined ? [] : [{ entry, ...detect(sample) }];
  });
  const extension = extname(sample.source).toLowerCase();
  return candidates.toSorted(
    (a, b) =>
      b.fit - a.fit ||
      Number(b.entry.extensions.includes(extension)) - Number(a.entry.extensions.includes(extension)),
  );
}

function sampleOf(
  source: string,
  bytes: Uint8Array,
  size: number,
  encoding: string | undefined,
): ReaderSample {
  const whole = bytes.length < size;
  const label = textDecoder(encoding ?? textEncoding(bytes, whole)).encoding;
  return { source, text: withoutMarks(new TextDecoder(label).decode(bytes)), whole };
}
