import type { ReaderFit, ReaderSample } from "./dialog-reader.ts";

/** The JSON values at the beginning of a sample. */
export interface SampleRecords {
  /** A list's members, the values of lines, one value that is all there is, or nothing of the kind. */
  readonly form: "list" | "lines" | "one" | "none";
  /**
   * What they are. Where a sample ends in the middle of a value there is one reading for each list and object that is
   * open there: up to its last whole member. In one of them the records are whole, whatever is a record.
   */
  readonly readings: readonly (readonly unknown[])[];
}

const known = new WeakMap<ReaderSample, SampleRecords>();

/** Parses the beginning of a sample once for all formats that look at it. */
export function sampleRecords(sample: ReaderSample): SampleRecords {
  const found = known.get(sample) ?? parse(sample);
  known.set(sample, found);
  return found;
}

/** How well the readings of a sample fit: as well as the best of them. */
export function bestFit(sample: ReaderSample, fitOf: (records: readonly unknown[]) => ReaderFit): ReaderFit {
  const fits = sampleRecords(sample).readings.map(fitOf);
  return fits.toSorted((a, b) => b.fit - a.fit)[0] ?? fitOf([]);
}

const enough = 5;

function parse({ text, whole }: ReaderSample): SampleRecords {
  const json = text.replace(/^[\s\uFEFF]+/, "").trimEnd();
  if (!json.startsWith("{") && !json.startsWith("[")) return { form: "none", readings: [] };
  const lines = json.split("\n", enough + 1);
  if (lines.length > 1 && !whole && lines.length <= enough) lines.pop();
  const values = json.startsWith("{") ? lines.slice(0, enough).map(parsed) : [];
  if (values[0] !== undefined && (lines.length > 1 || !whole))
    return { form: "lines", readings: [values.filter((value) => value !== undefined)] };
  const value = whole ? parsed(json) : undefined;
  const read = value === undefined ? cutReadings(json) : [text.length > long ? beginning(value) : value];
  if (read.length === 0) return { form: "none", readings: [] };
  return Array.isArray(read[0])
    ? { form: "list", readings: read.map((each) => (each as unknown[]).slice(0, enough)) }
    : { form: "one", readings: read.map((each) => [each]) };
}

interface Open {
  readonly end: "}" | "]";
  /** Where its last whole member ends. */
  last: number | undefined;
}

/** What JSON that was cut off says up to the last whole member of each list and object that is open, outermost first. */
function cutReadings(json: string): unknown[] {
  const open: Open[] = [];
  let inText = false;
  const structure = /["\\{}[\],]/g;
  for (let found = structure.exec(json); found !== null; found = structure.exec(json)) {
    const [sign] = found;
    if (inText && sign === "\\") structure.lastIndex++;
    else if (sign === '"') inText = !inText;
    if (inText || sign === '"' || sign === "\\") continue;
    const inner = open.at(-1);
    if (sign === "{" || sign === "[") open.push({ end: sign === "{" ? "}" : "]", last: undefined });
    else if (sign === ",") {
      if (inner !== undefined) inner.last = found.index;
    } else {
      open.pop();
      const outer = open.at(-1);
      if (outer === undefined) return valuesOf([json.slice(0, found.index + 1)]);
      outer.last = found.index + 1;
    }
  }
  const ends = open.map(({ end }) => end);
  return valuesOf(
    open.flatMap(({ last }, depth) =>
      last === undefined
        ? []
        : [
            json.slice(0, last) +
              ends
                .slice(0, depth + 1)
                .toReversed()
                .join(""),
          ],
    ),
  );
}

function valuesOf(texts: readonly string[]): unknown[] {
  return texts
    .map(parsed)
    .filter((value) => value !== undefined)
    .map(beginning);
}

/** How long a text is of which only the beginning of each list is looked at, in UTF-16 units. */
const long = 1 << 18;

/** Most members of a list, and of an object of names, that show what it holds. */
const telling = { list: 20, object: 200 };

/** The value with long lists and objects cut short: what reads on far for want of a fit is not looked at as a whole. */
function beginning(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, telling.list).map(beginning);
  const entries = Object.entries(value).slice(0, telling.object);
  return Object.fromEntries(entries.map(([key, inner]) => [key, beginning(inner)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
