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

// Marks of direction, and the kinds of spaces, that phones put around times and names.
const marks = /[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const spaces = /[\u00A0\u202F\u2007]/g;

const date = String.raw`\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?`;
const clock = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[\p{L}.]{1,6}(?: [\p{L}.]{1,4})?)?`;
/** A line that begins a message: iOS puts date and time in brackets, Android a dash behind them. */
const head = new RegExp(
  String.raw`^(?:\[(${date}),? (${clock})\]|(${date}),? (?:um |à |às |alle )?(${clock}) [-–]) ?(.*)$`,
  "u",
);

/** What stands for an attachment, in the languages of common exports. */
const attachment =
  /^<?(?:(?:image|video|audio|sticker|gif|document|contact card|media|video note) omitted|media omitted|medien ausgeschlossen|(?:bild|video|audio|sticker|gif|dokument) weggelassen|multimedia omitido|(?:imagen|video|audio|sticker|documento) omitid[oa]|médias? omis|(?:image|vidéo|audio|sticker|document) absente?|media omessi|(?:immagine|video|audio|sticker) omess[oa]|mídia oculta|(?:imagem|vídeo|áudio|figurinha) ocultad?[oa]|media weggelaten|afbeelding weggelaten|без медиафайлов|attached: .{1,200}|(?:anhang|adjunto|pièce jointe|allegato|anexado): .{1,200})>?$|\((?:file attached|datei angehängt|archivo adjunto|fichier joint|file allegato|arquivo anexado)\)$/iu;

interface Line {
  readonly date: string;
  readonly clock: string;
  readonly rest: string;
}

function headOf(line: string): Line | undefined {
  const found = head.exec(plain(line));
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
  const numbers = dates.map((each) => each.split(/[./-] ?/).map(Number));
  if (numbers.some(([a = 0, b = 0]) => a > 12 && a < 32 && b <= 12)) return { first: true, sure: true };
  if (numbers.some(([a = 0, b = 0]) => b > 12 && a <= 12)) return { first: false, sure: true };
  const american =
    clocks.some((each) => /[ap]\.? ?m/i.test(each)) && dates.some((each) => each.includes("/"));
  return { first: !american, sure: false };
}

/** Date and time as ISO 8601 without a zone, which the export does not tell; nothing for what is none. */
function isoTime({ date: day, clock: time }: Line, first: boolean): string | undefined {
  const [a = 0, b = 0, c = 0] = day.split(/[./-] ?/).map(Number);
  const [year, month, dayOfMonth] = a > 31 ? [a, b, c] : first ? [c, b, a] : [c, a, b];
  const [, hours = "0", minutes = "0", seconds = "00"] =
    /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?/.exec(time) ?? [];
  const afternoon = /p\.? ?m/i.test(time);
  const morning = /a\.? ?m/i.test(time);
  const hour = (Number(hours) % (afternoon || morning ? 12 : 24)) + (afternoon ? 12 : 0);
  const full = year < 100 ? 2000 + year : year;
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return undefined;
  return `${full}-${two(month)}-${two(dayOfMonth)}T${two(hour)}:${minutes}:${seconds}`;
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
      const colon = found.rest.search(/:(?: |$)/);
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
      const text = message.text.trimEnd();
      const isAttachment = attachment.test(text);
      if (speaker === undefined || (marked && !isAttachment)) {
        asides.push({ time, text, ...(speaker === undefined ? {} : { speaker }) });
        continue;
      }
      turns.push({ speaker, text, time, ...(isAttachment ? { attachments: [{ name: text }] } : {}) });
    }
    if (asides.length > 0) onNote?.("lines of the system: kept as an annotation", source);
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
