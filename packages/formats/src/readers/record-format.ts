import {
  DataFormatError,
  Dialog,
  type DialogInput,
  type DialogReader,
  type Entry,
  type ReaderFit,
  type ReaderInput,
  type ReaderOptions,
  type ReaderSample,
  register,
  SDialogError,
} from "@sdialog/core";
import {
  bestFit,
  holdsLargeInteger,
  type JsonPart,
  jsonParts,
  type JsonPath,
  type OpenedRoots,
  parseJson,
  sampleRecords,
  splitLines,
} from "@sdialog/core/internal";
import * as z from "zod";
import { rememberForm } from "../messages/written-form.ts";
import { largeIntegers } from "./json-or.ts";
import { recordFitOf, type ShapedRecord } from "./record-fit.ts";
import {
  type BadPart,
  openedRoots,
  type PlacedRecord,
  RecordAssembler,
  type RecordPlaces,
  valueParts,
} from "./record-parts.ts";

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
  /** Which list of the file the record comes from, where the format names some, and its key there. */
  readonly list?: string | undefined;
  readonly key?: string | number | undefined;
  /** What stands beside the records in their file, where the format shares it among them. */
  readonly around: Readonly<Record<string, unknown>>;
}

/** A format whose sources are JSON values: the lines of JSON Lines, the members of a list, rows of Parquet. */
export interface RecordFormat<Schema extends z.ZodType = z.ZodType> extends RecordPlaces {
  readonly name: string;
  readonly description: string;
  /** What every record looks like. */
  readonly shape: Schema;
  /** The same for people: `records with "messages"`. */
  readonly looks: string;
  /** How sure the shape makes. Default: 0.9. */
  readonly fit?: number | undefined;
  /**
   * A key of what stands beside the records that all of them need: they wait until it is there. Left out: what stands
   * beside them is kept with the first, and what comes behind them with the last.
   */
  readonly shares?: string | undefined;
  /** Where the dialogues of a folder stand that is exported as a whole. */
  readonly layout?: Entry<"reader">["layout"];
  /** What it may be told. */
  readonly settings?: z.ZodType | undefined;
  readonly dialogs: (
    record: z.output<Schema>,
    context: RecordContext,
  ) => readonly DialogInput[] | Promise<readonly DialogInput[]>;
}

/** The parts of a dataset that one file may hold, each under its name. */
const splitNames = ["train", "valid", "validation", "dev", "test"];

/** The formats of records, for sources whose rows are records of any of them. */
export const recordFormats: RecordFormat[] = [];

/** Makes a format of records known, as a reader. */
export function recordFormat<Schema extends z.ZodType>(format: RecordFormat<Schema>): void {
  const splits = Object.fromEntries(splitNames.map((name) => [name, format.shape]));
  const general = { lists: format.whole === undefined ? splits : {}, ...format } as unknown as RecordFormat;
  recordFormats.push(general);
  register("reader", {
    name: format.name,
    description: format.description,
    from: "@sdialog/formats",
    extensions: [],
    layout: format.layout,
    detect: (sample) => sampleFit(general, sample),
    schema: format.settings ?? z.strictObject({}),
    create: (settings, options) =>
      recordReader(general, options, settings as Readonly<Record<string, unknown>>),
  });
}

/** A record, and where it stands. */
interface Placed extends PlacedRecord {
  /** Whether it is all there is. */
  readonly isAlone: boolean;
}

/** A part, and whether the value that it belongs to is one of several. */
type Parts = AsyncIterable<JsonPart & { readonly isAlone?: boolean }>;

function recordReader(
  format: RecordFormat,
  options: ReaderOptions,
  settings: Readonly<Record<string, unknown>>,
): DialogReader {
  return async function* read(input) {
    yield* recordDialogs(format, partsOf(openedRoots(format), input, options), input, options, settings);
  };
}

/**
 * The dialogues of records of a format.
 *
 * @param parts what the records are made of; a whole record is one part
 * @throws DataFormatError naming the line, unless `onError` is told instead
 */
export async function* recordDialogs(
  format: RecordFormat,
  parts: Parts,
  { source, id, beside }: Pick<ReaderInput, "source" | "id" | "beside">,
  { onError, onNote }: ReaderOptions,
  settings: Readonly<Record<string, unknown>> = {},
): AsyncGenerator<Dialog> {
  const refused = (error: unknown): void => {
    if (onError === undefined || !SDialogError.isInstance(error)) throw error;
    onError(error);
  };
  const onBadPart: BadPart = (error, path, line) =>
    refused(misfit(format, error, { source, within: path, lineAt: () => line }));
  let number = 0;
  // What stands behind the records is kept with the last of them, which waits for it.
  let last: { readonly made: DialogInput; readonly record: Placed } | undefined;
  let kept: Placed["around"] | undefined;
  const whole = ({ made, record }: NonNullable<typeof last>): Dialog | undefined => {
    try {
      const dialog = Dialog.from(made, source, record.lineAt([]));
      rememberForm(dialog, made);
      return dialog;
    } catch (error) {
      refused(error);
      return undefined;
    }
  };
  const note = (said: string): void => onNote?.(said, source);
  for await (const record of recordsOf(format, parts, onBadPart)) {
    number++;
    try {
      const { list, key, around, isAlone, lineAt, value } = record;
      const parsed = shapeOf(format, list).safeParse(value);
      if (!parsed.success) throw misfit(format, parsed.error, { source, lineAt });
      const made = await format.dialogs(parsed.data, {
        id: isAlone ? id : `${id}-${number}`,
        source,
        settings,
        note,
        beside: async (path) => beside?.(path),
        list,
        key,
        around: around.before,
      });
      for (const each of made) {
        if (last !== undefined) {
          const dialog = whole(
            last.record.around === around ? last : withFile(last, last.record.around.after, note),
          );
          if (dialog !== undefined) yield dialog;
        }
        last = { made: splitNames.includes(list ?? "") ? annotated(each, { split: list }) : each, record };
        if (kept !== around && format.shares === undefined) last = withFile(last, around.before, note);
        kept = around;
      }
    } catch (error) {
      refused(error);
    }
  }
  if (last === undefined) return;
  const dialog = whole(withFile(last, last.record.around.after, note));
  if (dialog !== undefined) yield dialog;
}

/** A dialogue with what stands beside it in its file. */
function withFile<Last extends { readonly made: DialogInput }>(
  last: Last,
  file: Readonly<Record<string, unknown>>,
  note: (note: string) => void,
): Last {
  if (Object.keys(file).length === 0) return last;
  note(
    "what the file holds besides the dialogues: kept with the first of them or, where it comes after them, with the last",
  );
  const { file: before } = (last.made.annotations ?? {}) as { readonly file?: object };
  return { ...last, made: annotated(last.made, { file: { ...before, ...file } }) };
}

function annotated(made: DialogInput, annotations: Readonly<Record<string, unknown>>): DialogInput {
  return {
    ...made,
    annotations: { ...(made.annotations as object | undefined), ...annotations },
  } as DialogInput;
}

function shapeOf({ shape, lists = {} }: RecordFormat, list: string | undefined): z.ZodType {
  return list === undefined ? shape : (lists[list] ?? shape);
}

/** The records of parts; where a format shares what stands beside them, they wait for it. */
async function* recordsOf(format: RecordFormat, parts: Parts, onBadPart: BadPart): AsyncGenerator<Placed> {
  const assembler = new RecordAssembler(format, onBadPart);
  let waiting: Placed[] = [];
  for await (const part of parts) {
    const { path, end, isAlone = false } = part;
    const made = assembler.add(part);
    if (made !== undefined) waiting.push({ ...made, isAlone: isAlone && path.length === 0 });
    const isOver = end !== undefined && path.length === 0;
    const isThere =
      made !== undefined && (format.shares === undefined || format.shares in made.around.before);
    if (!isThere && !isOver) continue;
    for (const each of waiting)
      yield format.shares !== undefined && isOver ? { ...each, around: merged(each.around) } : each;
    waiting = [];
  }
  yield* waiting;
}

function merged({ before, after }: Placed["around"]): Placed["around"] {
  return { before: { ...before, ...after }, after: {} };
}

function misfit(
  { name, looks }: RecordFormat,
  { issues }: z.ZodError,
  {
    source,
    within = [],
    lineAt,
  }: {
    readonly source: string;
    readonly within?: JsonPath;
    readonly lineAt: (path: JsonPath) => number | undefined;
  },
): DataFormatError {
  const { path: inside, message } = deepest(issues);
  const path = [...within, ...inside];
  const place = path.length === 0 ? "" : `${path.join(".")}: `;
  return new DataFormatError(`not a record of ${name}: ${place}${message}; expected ${looks}`, {
    source,
    line: lineAt(inside),
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

/** The parts of a file's values. @param inLines what is opened of them where each has a line of its own */
export async function* partsOf(
  roots: OpenedRoots,
  input: Pick<ReaderInput, "source" | "chunks">,
  options: Pick<ReaderOptions, "onError" | "onNote">,
  inLines = roots,
): Parts {
  const { source, chunks } = input;
  if ((await formOf(chunks())) === "lines") yield* lineParts(inLines, input, options);
  else
    for await (const part of jsonParts(chunks(), roots, source, options.onError)) {
      if (part.text !== undefined && holdsLargeInteger(part.text)) options.onNote?.(largeIntegers, source);
      yield { ...part, isAlone: true };
    }
}

async function* lineParts(
  roots: OpenedRoots,
  { source, chunks }: Pick<ReaderInput, "source" | "chunks">,
  { onError, onNote }: Pick<ReaderOptions, "onError" | "onNote">,
): Parts {
  for await (const { text, number: line, terminated } of splitLines(chunks())) {
    if (text.trim() === "") continue;
    try {
      yield* valueParts(parseJson(text, source, line), roots, line);
      if (holdsLargeInteger(text)) onNote?.(largeIntegers, source);
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

/** How the values of a source stand in it, by its beginning. */
async function formOf(chunks: AsyncIterable<string>): Promise<"lines" | "values"> {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length >= 1 << 18) break;
  }
  const { form } = sampleRecords({ source: "", text, whole: text.length < 1 << 18 });
  return form === "lines" ? "lines" : "values";
}

/** How well the records of a sample fit. */
export function sampleFit(format: RecordFormat, sample: ReaderSample): ReaderFit {
  const { form } = sampleRecords(sample);
  if (format.whole === "list" && form === "lines") return fitOf(format, []);
  return bestFit(sample, (records) => fitOf(format, form === "list" ? [records] : records));
}

/** How well values fit whose records are of a format. */
export function fitOf(format: RecordFormat, values: readonly unknown[]): ReaderFit {
  const { looks: reason, fit = 0.9 } = format;
  const roots = openedRoots(format);
  const records = values.flatMap((value): ShapedRecord[] => {
    const assembler = new RecordAssembler(format, () => {});
    return Array.from(valueParts(value, roots, 1), (part) => assembler.add(part)).flatMap((record) =>
      record === undefined ? [] : [{ ...record, shape: shapeOf(format, record.list) }],
    );
  });
  return { fit: fit * recordFitOf(records), reason };
}
