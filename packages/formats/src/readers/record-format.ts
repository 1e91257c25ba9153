import {
  DataFormatError,
  Dialog,
  type DialogInput,
  type DialogReader,
  type ReaderFit,
  type ReaderInput,
  type ReaderOptions,
  type ReaderSample,
  register,
  SDialogError,
} from "@sdialog/core";
import {
  jsonItems,
  type JsonPath,
  lineOfPath,
  parseJson,
  sampleRecords,
  splitLines,
} from "@sdialog/core/internal";
import * as z from "zod";

/** What a format may ask about the source of a record. */
export interface RecordContext {
  /** The id of a dialogue that brings none. */
  readonly id: string | number;
  readonly source: string;
  /** Counts what was mended, left out or kept in another place. */
  readonly note: (note: string) => void;
  /** The text of a file near the source. */
  readonly beside: (path: string) => Promise<string | undefined>;
  /** What this format was told. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A format whose sources are JSON values: the lines of JSON Lines, the members of a list, rows of Parquet. */
export interface RecordFormat<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly description: string;
  /** What every record looks like. */
  readonly shape: Schema;
  /** The same for people: `records with "messages"`. */
  readonly looks: string;
  /** How sure the shape makes. Default: 0.9. */
  readonly fit?: number | undefined;
  /** Whether a file's list is one record, since its members are messages; or whether an object's entries are the records. */
  readonly whole?: "list" | "entries" | undefined;
  /** What it may be told. */
  readonly settings?: z.ZodType | undefined;
  readonly dialogs: (
    record: z.output<Schema>,
    context: RecordContext,
  ) => readonly DialogInput[] | Promise<readonly DialogInput[]>;
}

/** The formats of records, for sources whose rows are records of any of them. */
export const recordFormats: RecordFormat[] = [];

/** Makes a format of records known, as a reader. */
export function recordFormat<Schema extends z.ZodType>(format: RecordFormat<Schema>): void {
  const general = format as unknown as RecordFormat;
  recordFormats.push(general);
  register("reader", {
    name: format.name,
    description: format.description,
    from: "@sdialog/formats",
    extensions: [],
    detect: (sample) => sampleFit(general, sample),
    schema: format.settings ?? z.strictObject({}),
    create: (settings, options) =>
      recordReader(general, options, settings as Readonly<Record<string, unknown>>),
  });
}

/** A record, and where it stands: on a line, or as all there is of a text. */
interface Placed {
  readonly value: unknown;
  readonly line?: number | undefined;
  readonly text?: string | undefined;
}

function recordReader(
  format: RecordFormat,
  options: ReaderOptions,
  settings: Readonly<Record<string, unknown>>,
): DialogReader {
  return async function* read(input) {
    yield* recordDialogs(format, recordsOf(format, input, options), input, options, settings);
  };
}

/** The dialogues of records of a format. @throws DataFormatError naming the line, unless `onError` is told instead */
export async function* recordDialogs(
  format: RecordFormat,
  records: AsyncIterable<Placed>,
  { source, id, beside }: Pick<ReaderInput, "source" | "id" | "beside">,
  { onError, onNote }: ReaderOptions,
  settings: Readonly<Record<string, unknown>> = {},
): AsyncGenerator<Dialog> {
  let number = 0;
  for await (const { value, line, text } of records) {
    number++;
    const lineAt = (path: JsonPath): number | undefined =>
      text === undefined ? line : lineOfPath(text, path);
    try {
      const parsed = format.shape.safeParse(value);
      if (!parsed.success) throw misfit(format, parsed.error, source, lineAt);
      const made = await format.dialogs(parsed.data, {
        id: line === undefined ? id : `${id}-${number}`,
        source,
        settings,
        note: (note) => onNote?.(note, source),
        beside: async (path) => beside?.(path),
      });
      for (const dialog of made) yield Dialog.from(dialog, source, lineAt([]));
    } catch (error) {
      if (onError === undefined || !SDialogError.isInstance(error)) throw error;
      onError(error);
    }
  }
}

function misfit(
  { name, looks }: RecordFormat,
  { issues }: z.ZodError,
  source: string,
  lineAt: (path: JsonPath) => number | undefined,
): DataFormatError {
  const { path, message } = deepest(issues);
  const place = path.length === 0 ? "" : `${path.join(".")}: `;
  return new DataFormatError(`not a record of ${name}: ${place}${message}; expected ${looks}`, {
    source,
    line: lineAt(path),
    path,
  });
}

/** What is wrong, as deep inside as it is known: of several shapes in the one that holds longest. */
function deepest(issues: readonly z.core.$ZodIssue[]): { readonly path: JsonPath; readonly message: string } {
  const found = issues.flatMap((issue) => {
    const path = issue.path as (string | number)[];
    if (issue.code !== "invalid_union" || issue.errors.length === 0)
      return [{ path, message: issue.message || "it is invalid" }];
    const inner = issue.errors.map(deepest);
    return inner.map((each) => ({ path: [...path, ...each.path], message: each.message }));
  });
  const longest = Math.max(...found.map(({ path }) => path.length));
  return found.find(({ path }) => path.length === longest) ?? { path: [], message: "it is invalid" };
}

async function* recordsOf(
  format: RecordFormat,
  input: ReaderInput,
  options: ReaderOptions,
): AsyncGenerator<Placed> {
  const { source, chunks } = input;
  const form = await formOf(chunks());
  if (format.whole === "entries" && form !== "lines") {
    for await (const { key, value, line } of jsonItems(chunks(), source, options.onError))
      yield { value: { [key ?? ""]: value }, line };
  } else if (form === "list" && format.whole !== "list") yield* jsonItems(chunks(), source, options.onError);
  else if (form === "lines") yield* lineRecords(input, options);
  else {
    const text = await input.text();
    yield { value: parseJson(text, source), text };
  }
}

async function* lineRecords(
  { source, chunks }: ReaderInput,
  { onError }: ReaderOptions,
): AsyncGenerator<Placed> {
  for await (const { text, number: line, terminated } of splitLines(chunks())) {
    if (text.trim() === "") continue;
    try {
      yield { value: parseJson(text, source, line), line };
    } catch (error) {
      if (!(error instanceof DataFormatError)) throw error;
      const told = terminated
        ? error
        : new DataFormatError("the last line is incomplete", { source, line, cause: error });
      if (onError === undefined) throw told;
      onError(told);
    }
  }
}

/** How the values of a source stand in it, by its first line. */
async function formOf(chunks: AsyncIterable<string>): Promise<"list" | "lines" | "one"> {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length >= 1 << 18) break;
  }
  const { form } = sampleRecords({ source: "", text, whole: text.length < 1 << 18 });
  if (form === "list" || form === "lines") return form;
  return /^[\s\uFEFF]*\[/.test(text) ? "list" : "one";
}

/** How well the records of a sample fit. */
export function sampleFit(format: RecordFormat, sample: ReaderSample): ReaderFit {
  const { form, records } = sampleRecords(sample);
  if (format.whole === "list") return form === "list" ? fitOf(format, [records]) : fitOf(format, []);
  return fitOf(format, records);
}

/** How well records fit: as the shape says where all do, and less the fewer and the worse they do. */
export function fitOf({ shape, looks, fit = 0.9 }: RecordFormat, records: readonly unknown[]): ReaderFit {
  if (records.length === 0) return { fit: 0, reason: looks };
  const fits = records.map((record) => {
    const { error } = shape.safeParse(record);
    if (error === undefined) return 1;
    // A wrong place deep inside is nearer than a key that is missing.
    return Math.min(0.4, 0.15 * Math.max(...error.issues.map(({ path }) => path.length - 1), 0));
  });
  const mean = fits.reduce<number>((sum, each) => sum + each, 0) / fits.length;
  // One good record among bad ones still shows the format.
  return { fit: fit * (fits.includes(1) ? 0.6 + 0.4 * mean : mean), reason: looks };
}
