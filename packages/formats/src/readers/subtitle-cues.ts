import { parse } from "@plussub/srt-vtt-parser";
import { DataFormatError } from "@sdialog/core";
import { type MarkCounter, withoutMarks } from "@sdialog/core/internal";

/** What is shown at a time; milliseconds. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** What it is called, where that is more than its number. */
  readonly name?: string | undefined;
  /** Where it stands on the screen, as WebVTT writes it. */
  readonly settings?: string | undefined;
}

/** A file of subtitles. */
export interface Subtitles {
  readonly isVtt: boolean;
  readonly cues: readonly Cue[];
  /** What the first lines of WebVTT say, such as the language. */
  readonly header: Readonly<Record<string, string>>;
  /** Notes, styles and regions, as they stand. */
  readonly notes: readonly string[];
}

const time =
  /^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3})(.*)$/;
/** Lines that nobody says: blank ones, numbers, times, and words that WebVTT has for its own. */
const unspoken = /^(?:\d*|[\d:.,]{7,13}\s*-->.*|WEBVTT\b.*|NOTE|STYLE|REGION)$/;
const expected = "00:00:01,000 --> 00:00:03,000";

/**
 * The cues of SRT or WebVTT. Each is handed to the parser in the one form that it reads without loss: numbered, with a
 * whole time and no settings; what it would drop is put beside the cue, or into the notes.
 *
 * @param marks counts the lines that say nothing and lose invisible marks
 * @throws DataFormatError for invalid times, and when there is no cue
 */
export function cuesOf(written: string, source: string, marks: MarkCounter): Subtitles {
  const content = written
    .split("\n")
    .map((line) => (unspoken.test(withoutMarks(line).trim()) ? marks.without(line) : line))
    .join("\n");
  const isVtt = content.trimStart().startsWith("WEBVTT");
  const blocks = content.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/).map((block) => block.split("\n"));
  const header: Record<string, string> = {};
  const notes: string[] = [];
  const found: { name: string; time: RegExpExecArray; text: string[] }[] = [];
  for (const [number, lines] of blocks.entries()) {
    const rest = isVtt && number === 0 ? headed(lines, header) : lines;
    if (rest.every((line) => line.trim() === "")) continue;
    const at = rest.findIndex((line) => time.test(line));
    if (isVtt && at !== 0 && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(rest[0] ?? ""))
      notes.push(rest.join("\n"));
    else if (at === -1 && !rest.some((line) => line.includes("->")) && found.length > 0)
      // A blank line inside a cue.
      found.at(-1)?.text.push(...rest);
    else if (at === -1 || at > 1) throw noCues(content, source);
    else
      // A file without blank lines has all its cues in one block.
      for (const part of timed(rest)) found.push(part);
  }
  if (found.length === 0)
    throw new DataFormatError("there is no subtitle in it", {
      source,
      line: 1,
      hint: `Expected times such as ${expected}.`,
    });
  const sign = isVtt ? "." : ",";
  const clean = found.map(
    ({ time: [, from = "", to = ""], text }, number) =>
      `${number + 1}\n${whole(from, sign)} --> ${whole(to, sign)}\n${text.join("\n")}\n\n`,
  );
  const { entries } = parse(`${isVtt ? "WEBVTT\n\n" : ""}${clean.join("")}`);
  const cues = (entries as readonly (Cue & { readonly id: string })[]).map(({ id, from, to, text }): Cue => {
    const { name = "", time: [, , , settings = ""] = [] } = found[Number(id) - 1] ?? {};
    return {
      from,
      to,
      text: text.trim(),
      ...(/^\d*$/.test(name) ? {} : { name }),
      ...(settings.trim() === "" ? {} : { settings: settings.trim() }),
    };
  });
  return { isVtt, cues, header, notes };
}

/** The first lines of WebVTT; what stands below them, where no blank line does. */
function headed(lines: readonly string[], header: Record<string, string>): readonly string[] {
  const [first = "", ...more] = lines.slice(lines.findIndex((line) => line.trim() !== ""));
  const title = first.replace(/^WEBVTT\s*-?/, "").trim();
  if (title !== "") header["title"] = title;
  for (const [at, line] of more.entries()) {
    const [, key, value] = /^([^:\s]+):(.*)$/.exec(line) ?? [];
    if (key === undefined || time.test(line)) return more.slice(at);
    header[key] = (value ?? "").trim();
  }
  return [];
}

/** The cues of a block: a name or number, a time, and words below it. */
function timed(lines: readonly string[]): { name: string; time: RegExpExecArray; text: string[] }[] {
  const cues: { name: string; time: RegExpExecArray; text: string[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const found = time.exec(line);
    if (found !== null) {
      const last = cues.at(-1);
      // Its number stood as the last words of the one before.
      const isNumbered = last !== undefined && /^\d+$/.test(last.text.at(-1) ?? "");
      const name = cues.length === 0 ? (lines[at - 1] ?? "") : isNumbered ? (last.text.pop() ?? "") : "";
      cues.push({ name: name.trim(), time: found, text: [] });
    } else if (cues.length > 0) cues.at(-1)?.text.push(line);
  }
  return cues;
}

/** A time with hours, and milliseconds of three digits. */
function whole(shown: string, sign: "," | "."): string {
  const [clock = "", part = ""] = shown.split(/[,.]/);
  return `${clock.split(":").length === 2 ? `00:${clock}` : clock}${sign}${part.padEnd(3, "0")}`;
}

function noCues(content: string, source: string): DataFormatError {
  const lines = content.split("\n");
  const wrong = lines.findIndex((line) => line.includes("->") && !time.test(line));
  return new DataFormatError("these are not subtitles", {
    source,
    line: Math.max(wrong, 0) + 1,
    hint: `Expected numbered or timed lines: ${expected}.`,
  });
}
