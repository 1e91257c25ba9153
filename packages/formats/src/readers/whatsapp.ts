import {
  DataFormatError,
  Dialog,
  type DialogReader,
  type ReaderFit,
  type ReaderSample,
  register,
  type TurnInput,
} from "@sdialog/core";
import {
  behindHead,
  showsNothing,
  MarkCounter,
  marksIn,
  splitLines,
  withoutMarks,
} from "@sdialog/core/internal";
import { attachmentIn, dayHalf, isDeleted, isTold, messageHead, withoutEdited } from "./whatsapp-words.ts";

// The kinds of spaces that phones put around times and names.
const spaces = /[\u00A0\u202F\u2007]/g;

interface Line {
  readonly date: string;
  readonly clock: string;
  /** What follows on date and time, as it is matched. */
  readonly rest: string;
  /** What follows on the first signs of `rest`, as it is written. */
  readonly behind: (count: number) => string;
}

function headOf(line: string): Line | undefined {
  const shown = plain(line);
  const found = messageHead.exec(shown);
  if (found === null) return undefined;
  const [, date1, clock1, date2, clock2, rest = ""] = found;
  const head = shown.length - rest.length;
  const behind = (count: number): string => written(behindHead(line, head + count));
  return { date: date1 ?? date2 ?? "", clock: clock1 ?? clock2 ?? "", rest, behind };
}

function plain(line: string): string {
  return written(withoutMarks(line).replaceAll(spaces, " "));
}

/** A line without what ends it in files of Windows. */
function written(line: string): string {
  return line.replace(/\r$/, "");
}

// How WhatsApp sets off its own words from those of a person.
const ownMark = "\u200E";

function detect({ text, whole }: ReaderSample): ReaderFit {
  const reason = "lines that begin with date, time and a name, as WhatsApp writes them";
  const lines = text
    .split("\n")
    .slice(0, 200)
    .filter((line) => !showsNothing(line));
  if (lines.length > 1 && !whole) lines.pop();
  const [first] = lines;
  if (first === undefined || headOf(first) === undefined) return { fit: 0, reason };
  const spoken = lines.filter((line) => /: |:$/.test(headOf(line)?.rest ?? "")).length;
  return { fit: spoken === 0 ? 0.4 : 0.95, reason };
}

/**
 * Which of the first two numbers of a date is the day: the one that is above 12 somewhere; else the first, as most of
 * the world writes it, unless the clock has AM and PM.
 */
function dayFirst(
  dates: readonly string[],
  clocks: readonly string[],
): { readonly first: boolean; readonly sure: boolean } {
  const numbers = dates.map(numbersIn);
  if (numbers.every(([a = 0]) => a > 31)) return { first: true, sure: true };
  if (numbers.some(([a = 0, b = 0]) => a > 12 && a < 32 && b <= 12)) return { first: true, sure: true };
  if (numbers.some(([a = 0, b = 0]) => b > 12 && a <= 12)) return { first: false, sure: true };
  const american =
    clocks.some((each) => /[ap]\.? ?m/i.test(each)) && dates.some((each) => each.includes("/"));
  return { first: !american, sure: false };
}

/** Date and time as ISO 8601 without a zone, which the export does not tell; nothing for what is not one. */
function isoTime({ date: day, clock: time }: Line, first: boolean): string | undefined {
  const [a = 0, b = 0, c = 0] = numbersIn(day);
  const [year, month, dayOfMonth] = a > 31 ? [a, b, c] : first ? [c, b, a] : [c, a, b];
  const [, hours = "0", minutes = "0", seconds = "00"] =
    /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?/.exec(time) ?? [];
  const half = dayHalf(time);
  const hour = (Number(hours) % (half === undefined ? 24 : 12)) + (half === "afternoon" ? 12 : 0);
  const full = year < 100 ? 2000 + year : year;
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return undefined;
  return `${full}-${two(month)}-${two(dayOfMonth)}T${two(hour)}:${minutes}:${seconds}`;
}

function numbersIn(date: string): number[] {
  return Array.from(date.matchAll(/\d+/g), ([number]) => Number(number));
}

function two(value: number | string): string {
  return String(value).padStart(2, "0");
}

interface Message extends Line {
  readonly speaker: string | undefined;
  readonly marked: boolean;
  text: string;
}

const readWhatsApp = (onNote: ((note: string, source: string) => void) | undefined): DialogReader =>
  async function* read({ source, id, chunks }) {
    const messages: Message[] = [];
    const marks = new MarkCounter();
    for await (const { text, number } of splitLines(chunks())) {
      const found = headOf(text);
      const last = messages.at(-1);
      if (found === undefined) {
        if (last !== undefined) last.text += `\n${written(text)}`;
        else if (!showsNothing(text))
          throw new DataFormatError("this line does not begin with date and time", {
            source,
            line: number,
            hint: "A WhatsApp export begins with a message, such as [12/03/2024, 10:15:22] Ann: Hello.",
          });
        continue;
      }
      const first = found.rest.search(/:(?: |$)/);
      const colon = first !== -1 && isTold(found.rest.slice(0, first)) ? -1 : first;
      const speaker = colon === -1 ? undefined : found.rest.slice(0, colon).trim();
      const said = (colon === -1 ? found.rest : found.behind(colon + 1)).trim();
      const marked = colon !== -1 && said.startsWith(ownMark);
      marks.add(marksIn(text) > marksIn(said));
      messages.push({ ...found, speaker, marked, text: marked ? said.slice(ownMark.length).trim() : said });
    }
    const order = dayFirst(
      messages.map((each) => each.date),
      messages.map((each) => each.clock),
    );
    if (!order.sure && messages.length > 0)
      onNote?.(
        `dates read as ${order.first ? "day before month" : "month before day"}, which none of them shows`,
        source,
      );
    const asides: { readonly time: string; readonly text: string; readonly speaker?: string }[] = [];
    const turns: TurnInput[] = [];
    for (const message of messages) {
      const { speaker, marked } = message;
      const time = isoTime(message, order.first) ?? `${message.date} ${message.clock}`;
      const { text, isEdited } = withoutEdited(message.text.trimEnd());
      const shown = plain(text);
      const attachment = attachmentIn(shown, marked);
      if (speaker === undefined || isDeleted(shown) || (marked && attachment === undefined)) {
        asides.push({ time, text, ...(speaker === undefined ? {} : { speaker }) });
        continue;
      }
      turns.push({
        speaker,
        text,
        time,
        ...(isEdited ? { edited: true } : {}),
        ...(attachment === undefined ? {} : { attachments: [{ name: attachment }] }),
      });
    }
    marks.tell((note) => onNote?.(note, source), "head of a line", "heads of lines");
    if (asides.length > 0) onNote?.("lines of the system: kept as an annotation", source);
    if (turns.some(({ edited }) => edited === true))
      onNote?.("messages that were edited: kept as a mark of the turn", source);
    if (turns.some(({ attachments }) => attachments !== undefined))
      onNote?.("attachments: what stands for them is the text of the turn", source);
    yield new Dialog({ id, turns, ...(asides.length > 0 ? { annotations: { asides } } : {}) });
  };

register("reader", {
  name: "whatsapp",
  description: "a WhatsApp chat exported on iOS or Android, in any order of dates",
  from: "@sdialog/formats",
  extensions: [],
  detect,
  create: (_, { onNote }) => readWhatsApp(onNote),
});
