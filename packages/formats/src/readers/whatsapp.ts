import {
  DataFormatError,
  Dialog,
  type DialogReader,
  type ReaderFit,
  type ReaderSample,
  register,
  type TurnInput,
} from "@sdialog/core";
import { splitLines } from "@sdialog/core/internal";
import { attachmentIn, dayHalf, isDeleted, isTold, messageHead, withoutEdited } from "./whatsapp-words.ts";

// Marks of direction, and the kinds of spaces, that phones put around times and names.
const marks = /[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const spaces = /[\u00A0\u202F\u2007]/g;

interface Line {
  readonly date: string;
  readonly clock: string;
  readonly rest: string;
}

function headOf(line: string): Line | undefined {
  const found = messageHead.exec(plain(line));
  if (found === null) return undefined;
  const [, date1, clock1, date2, clock2, rest = ""] = found;
  return { date: date1 ?? date2 ?? "", clock: clock1 ?? clock2 ?? "", rest };
}

function plain(line: string): string {
  return line.replaceAll(marks, "").replaceAll(spaces, " ").replace(/\r$/, "");
}

function detect({ text, whole }: ReaderSample): ReaderFit {
  const reason = "lines that begin with date, time and a name, as WhatsApp writes them";
  const lines = text
    .split("\n")
    .slice(0, 200)
    .filter((line) => line.trim() !== "");
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
    for await (const { text, number } of splitLines(chunks())) {
      const found = headOf(text);
      const last = messages.at(-1);
      if (found === undefined) {
        if (last !== undefined) last.text += `\n${plain(text)}`;
        else if (text.trim() !== "")
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
      // A mark of direction before the text is how WhatsApp sets off its own words from those of a person.
      const marked = /:[ \u00A0\u202F]?\u200E/.test(text);
      messages.push({
        ...found,
        speaker,
        marked,
        text: (colon === -1 ? found.rest : found.rest.slice(colon + 1)).trim(),
      });
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
      const attachment = attachmentIn(text, marked);
      if (speaker === undefined || isDeleted(text) || (marked && attachment === undefined)) {
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
