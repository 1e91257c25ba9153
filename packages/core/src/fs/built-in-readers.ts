import { Dialog } from "../dialog/dialog.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { register } from "../registry/registry.ts";
import { parseDialogsJsonl } from "../text/dialog-jsonl.ts";
import type { ReaderFit, ReaderInput, ReaderOptions, ReaderSample } from "../text/dialog-reader.ts";
import { dialogTables } from "../text/dialog-tables.ts";
import { readDialogText } from "../text/dialog-text.ts";
import { headedShare, headedText, withPlainColons } from "../text/headed-text.ts";
import { showsNothing, MarkCounter, marksIn, withoutMarks } from "../text/invisible-marks.ts";
import { jsonItems } from "../text/json-items.ts";
import { lineOfPath } from "../text/line-of-path.ts";
import { parseJson } from "../text/parse-json.ts";
import { parseTable, tableDelimiter } from "../text/parse-table.ts";
import { bestFit, sampleRecords } from "../text/sample-records.ts";
import { usualColumns } from "../text/table-columns.ts";
import { withoutBom } from "../text/without-bom.ts";

const from = "@sdialog/core";

register("reader", {
  name: "json",
  description: "a dialogue, or a list of them, as JSON",
  from,
  extensions: [".json"],
  detect: (sample) => {
    const { fit, reason } = detectDialogs(sample);
    // Several values are JSON Lines, unless the file's name says otherwise: then one of them may be all there is.
    const several = sampleRecords(sample).form === "lines" && !/\.json$/i.test(sample.source);
    return { fit: several ? fit * 0.9 : fit, reason };
  },
  create: (_, options) => (input) => readJson(input, options),
});

register("reader", {
  name: "jsonl",
  description: "one dialogue per line, as JSON; read line by line",
  from,
  extensions: [".jsonl", ".ndjson"],
  detect: (sample) => {
    const { fit, reason } = detectDialogs(sample);
    // Several values one after the other are JSON Lines, whatever the file is called.
    return { fit: sampleRecords(sample).form === "lines" ? fit : 0, reason };
  },
  create:
    (_, { onError }) =>
    ({ chunks, source }) =>
      parseDialogsJsonl(chunks(), { source, onError }),
});

for (const [name, word] of [
  ["csv", "commas, semicolons or whatever its first row shows"],
  ["tsv", "tabs"],
] as const) {
  register("reader", {
    name,
    description: `dialogues as a table, one turn per row, its values separated by ${word}`,
    from,
    extensions: [`.${name}`],
    ...(name === "csv" ? { detect: detectTable } : {}),
    create: (_, options) => (input) =>
      dialogTables(input, name === "tsv" ? { delimiter: "\t", ...options } : options),
  });
}

register("reader", {
  name: "txt",
  description: "dialogues as text, one turn per line, or as a template says",
  from,
  extensions: [".txt"],
  detect: detectText,
  create: (_, options) => (input) => readTexts(input, options),
});

async function* readJson(input: ReaderInput, { onError }: ReaderOptions): AsyncGenerator<Dialog> {
  const { chunks, source, id } = input;
  const [first, text] = await firstSign(chunks());
  // Many tools write JSON Lines into files that end in .json.
  if (first === "{" && isJsonLines(text)) return yield* parseDialogsJsonl(chunks(), { source, onError });
  if (first !== "[") {
    const json = await input.text();
    return yield Dialog.from(withId(parseJson(json, source), id), source, (path) => lineOfPath(json, path));
  }
  for await (const { value, line } of jsonItems(chunks(), source, onError)) {
    try {
      yield Dialog.from(value, source, line);
    } catch (error) {
      if (onError === undefined || !(error instanceof DataFormatError)) throw error;
      onError(error);
    }
  }
}

/** Texts of several dialogues stand below lines `# id`, each after a blank one. */
async function* readTexts(input: ReaderInput, options: ReaderOptions): AsyncGenerator<Dialog> {
  const text = await input.text();
  const { source, id } = input;
  if (showsNothing(text)) throw new DataFormatError("this file is empty", { source });
  const { template, defaultSpeakers, onNote } = options;
  const marks = new MarkCounter();
  const read = (part: string, own: string | number): Dialog => {
    const headed = template === undefined ? headedText(part, marks) : undefined;
    if (headed === undefined) {
      const plain = template === undefined ? withPlainColons(part) : part;
      const dialog = readDialogText(plain, { template, defaultSpeakers, source, id: own }, marks);
      const speakers = dialog.speakers().length;
      if (template === undefined && speakers > 3 && speakers > 0.75 * dialog.length)
        onNote?.(
          `nearly every line has a speaker of its own (${speakers} in ${dialog.length} turns): what stands before the colons may be no names; a template says how a line is written`,
          source,
        );
      else if (template === undefined) noteOfOnce(dialog, (note) => onNote?.(note, source));
      return dialog;
    }
    const { turns, asides } = headed;
    if (asides.length > 0) onNote?.("lines that nobody says: kept as an annotation", source);
    return new Dialog({ id: own, turns, ...(asides.length === 0 ? {} : { annotations: { asides } }) });
  };
  const parts: { readonly id: string; readonly lines: string[] }[] = [];
  let afterBlank = true;
  for (const line of text.split("\n")) {
    const bare = withoutMarks(line).trimEnd();
    const heads = afterBlank && bare.startsWith("# ") && (parts.length > 0 || isBlankBefore(text, line));
    if (heads) {
      marks.add(marksIn(withoutBom(line)) > 0);
      parts.push({ id: bare.slice(2).trim(), lines: [] });
    } else parts.at(-1)?.lines.push(line);
    afterBlank = bare === "";
  }
  if (parts.length === 0) yield read(text, id);
  for (const part of parts)
    yield read(part.lines.join("\n"), /^(?:0|[1-9]\d{0,14})$/.test(part.id) ? Number(part.id) : part.id);
  marks.tell((note) => onNote?.(note, source), "head of a line", "heads of lines");
}

/** Says which heads stand once among speakers that speak more often: they may be words such as "Note". */
function noteOfOnce(dialog: Dialog, note: (said: string) => void): void {
  const counts = new Map<string, number>();
  for (const { speaker } of dialog.turns)
    if (speaker !== null) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  const once = [...counts].flatMap(([name, count]) => (count === 1 ? [name] : []));
  const [first] = once;
  if (first === undefined || counts.size - once.length < 2) return;
  note(
    `${once.length === 1 ? "1 head that speaks" : `${once.length} heads that speak`} once, such as ${JSON.stringify(first)}: what stands before the colon may be no name`,
  );
}

/** Whether nothing was said before a line. */
function isBlankBefore(text: string, line: string): boolean {
  return showsNothing(text.slice(0, text.indexOf(line)));
}

function detectDialogs(sample: ReaderSample): ReaderFit {
  return bestFit(sample, dialogFit);
}

function dialogFit(records: readonly unknown[]): ReaderFit {
  const reason = 'records with "turns" of "speaker" and "text"';
  const [first] = records;
  if (typeof first !== "object" || first === null || !("turns" in first)) return { fit: 0, reason };
  const { turns } = first;
  if (!Array.isArray(turns)) return { fit: turns === null ? 0.6 : 0.2, reason };
  const ours = turns.every((turn) => typeof turn === "object" && turn !== null && "text" in turn);
  return { fit: ours ? 1 : 0.2, reason };
}

function detectTable({ text }: ReaderSample): ReaderFit {
  const reason = "a first row that names columns of speaker and text";
  if (/^\s*[[{]/.test(text)) return { fit: 0, reason };
  try {
    const head = text.slice(0, text.indexOf("\n", Math.min(text.length, 1 << 15)) + 1 || undefined);
    const [header] = parseTable(head, tableDelimiter(head));
    if (header === undefined || header.cells.length < 2) return { fit: 0, reason };
    const { speaker, text: said, dialog } = usualColumns(header.cells);
    if (said === undefined) return { fit: speaker === undefined ? 0 : 0.2, reason };
    return { fit: speaker === undefined ? 0.3 : dialog === undefined ? 0.8 : 0.85, reason };
  } catch (error) {
    if (error instanceof DataFormatError) return { fit: 0, reason };
    throw error;
  }
}

function detectText({ text }: ReaderSample): ReaderFit {
  const lines = text
    .split(/\r?\n/)
    .slice(0, 50)
    .filter((line) => line.trim() !== "" && !line.startsWith("\t"));
  const reason = "lines such as Ann: Hello";
  const headed = headedShare(lines);
  if (headed >= 0.5) return { fit: 0.6 * headed, reason };
  const fitting = lines.filter(
    (line) => /^[^\s:：[{<"][^:：[{<"]{0,40}(?:: |：)\S/.test(line) || /^# \S/.test(line),
  );
  return {
    fit: lines.length === 0 || fitting[0] !== lines[0] ? 0 : (0.6 * fitting.length) / lines.length,
    reason,
  };
}

async function firstSign(chunks: AsyncIterable<string>): Promise<[sign: string | undefined, text: string]> {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length >= 1 << 18) break;
  }
  return [/[^\s\uFEFF]/.exec(text)?.[0], text];
}

/** Whether the first of several lines is an object by itself, where the text begins as one. */
function isJsonLines(text: string): boolean {
  const [first = "", second] = text.trim().split(/\r?\n/, 2);
  if (second === undefined || !first.endsWith("}")) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

function withId(data: unknown, id: string | number): unknown {
  const isObject = typeof data === "object" && data !== null;
  return isObject && (!("id" in data) || data.id === null) ? { ...data, id } : data;
}
