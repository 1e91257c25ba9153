import type { Turn } from "../dialog/turn.ts";
import { behindHead, showsNothing, MarkCounter, marksIn, withoutMarks } from "./invisible-marks.ts";
import { withoutBom } from "./without-bom.ts";

const clock = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{2}:?\d{2})?`;
const date = String.raw`(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})`;
const time = `(?:${date}(?:,? |T))?${clock}`;
/** A time by itself, or in brackets, and what parts it from what follows. */
const timeFirst = new RegExp(
  `^(?:\\[(${time})\\]|\\((${time})\\)|(${time}))(?:[ \\t]*[-–—|][ \\t]+|[ \\t]+|$)`,
);
/** A speaker, a time in brackets, and a colon. */
const timeLast = new RegExp(`^([^:<>()[\\]]{1,60})[([](${time})[)\\]][ \\t]*:(?:[ \\t]|$)`);
const inBrackets = /^<([^<>]{1,60})>[ \t]/;
const beforeColon = /^([^\s:：<>[{"][^:：<>[{"]{0,60})(?::(?:[ \t]|$)|：)/;
/** As meetings write whom a message went to. */
const addressed = /^From (.{1,60}?) to (.{1,60})$/i;

/** How a line of a transcript begins: when, and who speaks. */
interface Head {
  readonly time?: string | undefined;
  /** Nobody where a time stands before something that happened. */
  readonly speaker?: string | undefined;
  readonly text: string;
}

/**
 * The head of a line, by one grammar: a time before the speaker, by itself or in brackets, with or without a date and
 * a dash behind it; or in brackets after the speaker; speakers before a colon, or in angle brackets as in IRC. A time is
 * never part of a name. Lines without a time have a head only where the speaker is in angle brackets.
 * Invisible marks count in the text alone.
 */
function headOf(written: string): Head | undefined {
  const line = withoutMarks(written);
  const behind = (length: number): string => behindHead(written, length).trim();
  const last = timeLast.exec(line);
  if (last !== null) return { speaker: last[1]?.trim(), time: last[2], text: behind(last[0].length) };
  const first = timeFirst.exec(line);
  const rest = first === null ? line : line.slice(first[0].length);
  const when = first?.[1] ?? first?.[2] ?? first?.[3];
  const found = inBrackets.exec(rest) ?? (first === null ? null : beforeColon.exec(rest));
  if (found !== null)
    return {
      speaker: found[1]?.trim(),
      time: when,
      text: behind(line.length - rest.length + found[0].length),
    };
  return first === null ? undefined : { time: when, text: behind(first[0].length) };
}

/** A text in which most lines begin with a head. */
export interface HeadedText {
  readonly turns: readonly Turn[];
  /** Lines with a time and no speaker, such as "10:15 Ann has joined", and those before the first head. */
  readonly asides: readonly string[];
}

const fullWidth = /^([^\s:：[{<"][^:：[{<"]{0,40})：[ \t]*(?=\S)/;

/** A text in which speakers stand before full-width colons, as in Chinese and Japanese, with others instead; any other as it is. */
export function withPlainColons(text: string): string {
  const lines = text.split("\n");
  const wide = lines.filter((line) => fullWidth.test(line)).length;
  const plain = lines.filter((line) => /^[^\s:：]{1,40}: /.test(line)).length;
  if (wide === 0 || wide < plain) return text;
  return lines.map((line) => line.replace(fullWidth, "$1: ")).join("\n");
}

/** How much of a text's lines have a head with a speaker, from 0 to 1; lines that begin with a tab do not count. */
export function headedShare(lines: readonly string[]): number {
  const counted = lines.filter((line) => !showsNothing(line) && !line.startsWith("\t"));
  const headed = counted.filter((line) => headOf(line)?.speaker !== undefined);
  return counted.length === 0 ? 0 : headed.length / counted.length;
}

/**
 * The turns of a text whose lines begin with times, or with speakers in angle brackets; lines without a head continue
 * the turn above them.
 *
 * @param marks counts the lines in front of whose text marks are left out
 * @returns nothing where less than half of the lines do
 */
export function headedText(text: string, marks = new MarkCounter()): HeadedText | undefined {
  const lines = withoutBom(text).split(/\r\n|\n|\r/);
  if (headedShare(lines) < 0.5) return undefined;
  const turns: { time?: string; to?: string; speaker: string; text: string }[] = [];
  const asides: string[] = [];
  for (const line of lines) {
    const head = line.startsWith("\t") ? undefined : headOf(line);
    const last = turns.at(-1);
    if (showsNothing(line)) {
      marks.add(marksIn(line) > 0);
      continue;
    }
    if (head?.speaker !== undefined) {
      marks.add(marksIn(line) > marksIn(head.text));
      const sender = head.speaker.replaceAll(/\s+/g, " ");
      // Zoom writes two blanks before whoever wrote to everybody.
      const [, from = /^From\s{2}/.test(head.speaker) ? sender.slice("From ".length) : undefined, to] =
        addressed.exec(sender) ?? [];
      turns.push({
        ...(head.time === undefined ? {} : { time: head.time }),
        ...(to === undefined ? {} : { to }),
        speaker: from ?? head.speaker,
        text: head.text,
      });
    } else if (head !== undefined || last === undefined) asides.push(line);
    else {
      const more = line.startsWith("\t") ? line.slice(1) : line;
      last.text = last.text === "" ? more : `${last.text}\n${more}`;
    }
  }
  return { turns, asides };
}
