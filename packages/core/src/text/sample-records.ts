import type { ReaderSample } from "./dialog-reader.ts";

/** The JSON values at the beginning of a sample. */
export interface SampleRecords {
  /** A list's members, the values of lines, one value that is all there is, or nothing of the kind. */
  readonly form: "list" | "lines" | "one" | "none";
  readonly records: readonly unknown[];
}

const known = new WeakMap<ReaderSample, SampleRecords>();

/** Parses the beginning of a sample once for all formats that look at it. */
export function sampleRecords(sample: ReaderSample): SampleRecords {
  const found = known.get(sample) ?? parse(sample);
  known.set(sample, found);
  return found;
}

const enough = 5;

function parse({ text, whole }: ReaderSample): SampleRecords {
  const json = text.replace(/^[\s\uFEFF]+/, "").trimEnd();
  if (!json.startsWith("{") && !json.startsWith("[")) return { form: "none", records: [] };
  const lines = json.split("\n", enough + 1);
  if (lines.length > 1 && !whole && lines.length <= enough) lines.pop();
  const values = json.startsWith("{") ? lines.slice(0, enough).map(parsed) : [];
  if (values.length > 0 && values[0] !== undefined && (lines.length > 1 || !whole))
    return { form: "lines", records: values.filter((value) => value !== undefined) };
  const value = whole ? parsed(json) : undefined;
  const complete = value ?? parsed(closed(json));
  if (complete === undefined) return { form: "none", records: [] };
  return Array.isArray(complete)
    ? { form: "list", records: complete.slice(0, enough) }
    : { form: "one", records: [complete] };
}

/** JSON that was cut off anywhere, with what was open closed; what was not yet whole is left out. */
function closed(json: string): string {
  const ends: string[] = [];
  let kept = 0;
  let open: readonly string[] = [];
  let inText = false;
  const structure = /["\\{}[\],]/g;
  for (let found = structure.exec(json); found !== null; found = structure.exec(json)) {
    const [sign] = found;
    if (inText && sign === "\\") structure.lastIndex++;
    else if (sign === '"') inText = !inText;
    if (inText || sign === '"' || sign === "\\") continue;
    if (sign === "{" || sign === "[") ends.push(sign === "{" ? "}" : "]");
    else if (sign !== ",") ends.pop();
    // Before a comma and after a bracket everything is whole.
    kept = sign === "," ? found.index : found.index + 1;
    open = [...ends];
    if (ends.length === 0) break;
  }
  return json.slice(0, kept) + open.toReversed().join("");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
