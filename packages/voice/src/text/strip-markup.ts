import { withoutListNumbers } from "./list-numbers.ts";
import { isBracketedDirection, isSetOffDirection, stageDirection } from "./stage-directions.ts";

/** What was not spoken of a text, and why. */
export interface Unspoken {
  readonly what: "code" | "image" | "list-number" | "stage-direction" | "emoji" | "address";
  readonly text: string;
}

/** A text without what nobody says, and that. */
export interface StrippedText {
  readonly text: string;
  readonly unspoken: readonly Unspoken[];
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  rsquo: "’",
  lsquo: "‘",
  rdquo: "”",
  ldquo: "“",
  euro: "€",
  pound: "£",
  deg: "°",
  times: "×",
};

/** Elements of HTML and SSML around or between what is said; others in angle brackets are what somebody does: `<laughs>`. */
const elements =
  /^\/?(?:a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|speak|voice|break|prosody|emphasis|say-as|phoneme|audio|lang)(?![\w-])/iu;

/**
 * Leaves out what is written and not said: code, images, emoji, stage directions (`*sighs*`, `[pause]`, `(laughs)`, `（笑）`), and the
 * marks of Markdown and HTML around what is said.
 */
export function stripMarkup(written: string, language: string): StrippedText {
  const unspoken: Unspoken[] = [];
  const leaveOut =
    (what: Unspoken["what"], instead = " ") =>
    (text: string): string => {
      unspoken.push({ what, text: text.trim() });
      return instead;
    };
  const unformatted = written
    .normalize("NFC")
    .replaceAll(/```[^`]*(?:```|$)/g, leaveOut("code"))
    .replaceAll(/!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, leaveOut("image"))
    .replaceAll(
      /\[([^\]\n]{1,300})\]\((?:https?:|mailto:|\/|#)(?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)/gu,
      "$1",
    )
    .replaceAll(/\[([^\]\n]{1,300})\]\[[^\]\n]{0,100}\]/gu, "$1")
    .replaceAll(/\$([^\s\d$][^$\n]{0,200}[\\^_{}=][^$\n]{0,200})\$/gu, "$1")
    .replaceAll(/^.+$/gm, (line) => (isTableRow(line.trim()) ? tableRow(line.trim()) : line))
    .replaceAll(
      /<((?:https?:\/\/|mailto:)[^<>\s]{1,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>/giu,
      (_, address: string) => address.replace(/^mailto:/iu, ""),
    )
    .replaceAll(/<!--[^]{0,10000}?-->/gu, " ")
    .replaceAll(/<(\/?[a-z][^<>]{0,200})>/gi, (tag: string, inside: string) =>
      elements.test(inside) ? " " : leaveOut("stage-direction")(tag),
    )
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, decodedEntity)
    .replaceAll(
      /(?<=^|\s)(?:[:;=]['’]?-?[)(DPpoO|/\\3*\][]|8-?[)D]|[xX]D|<\/?3|\^[_.-]?\^|[oO]_[oO]|T_T|-_-|¯\\_\(ツ\)_\/¯)(?=\s|$|[.!?,])/gu,
      leaveOut("emoji"),
    )
    .replaceAll(/\\([*~`])/gu, "")
    .replaceAll(/\\([_#[\]()!+.-])/gu, "$1")
    .replaceAll(/^[ \t]{0,3}(?:[-*_=][ \t]?){3,100}$/gmu, "");
  const text = withoutListNumbers(unformatted, language, leaveOut("list-number", ""))
    .replaceAll(/^[ \t]{0,12}(?:(?:#{1,6}|[-*+•])[ \t]+|\[[ xX]\][ \t]+|>[ \t]?){1,6}/gmu, "")
    .replaceAll(/(\*\*|__)(?=\S)([^*_\n]+)\1/g, "$2")
    .replaceAll(/(``?)([^`\n]+)\1/g, "$2")
    .replaceAll(/~~([^~\n]*)~~/g, "$1")
    .replaceAll(/\[[^\]\n]{1,80}\]/g, leaveOut("stage-direction"))
    .replaceAll(/［[^［］\n]{1,80}］/gu, leaveOut("stage-direction"))
    .replaceAll(/【([^【】\n]{1,60})】/gu, (part: string, inner: string) =>
      stageDirection(inner, language) === undefined ? part : leaveOut("stage-direction")(part),
    )
    .replaceAll(
      /\(\([^()\n]{1,60}\)\)|\([^()\n]{1,60}\)|（[^（）\n]{1,60}）/gu,
      (part: string, at: number, whole: string) =>
        isBracketedDirection(
          part.replaceAll(/[()（）]/gu, ""),
          whole.slice(0, at),
          whole.slice(at + part.length),
          language,
        )
          ? leaveOut("stage-direction")(part)
          : part,
    )
    .replaceAll(
      /(?<!\d\s?)\*([^*\n]{1,120})\*|(?<![\p{L}\p{N}])_([^_\n]{1,120})_(?![\p{L}\p{N}])/gu,
      (part: string, starred: string | undefined, lined: string | undefined, at: number, whole: string) => {
        const inner = starred ?? lined ?? "";
        // A title is written between low lines as well.
        return (starred !== undefined && standsAlone(whole, at, part.length) && !spoken.test(inner)) ||
          isSetOffDirection(inner, whole.slice(0, at), whole.slice(at + part.length), language)
          ? leaveOut("stage-direction")(part)
          : inner;
      },
    )
    .replaceAll(/(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])/gu, "$1")
    .replaceAll(
      /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D|[\u{E0020}-\u{E007F}]|\p{Extended_Pictographic}|[\u2640\u2642])*|\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3/gu,
      leaveOut("emoji"),
    )
    .replaceAll(/[\u2580-\u27BF]+/gu, leaveOut("emoji"))
    // In Persian and Hindi joiners make another word of letters; elsewhere nothing that is not seen is said.
    .replaceAll(/(?!\u200C|\u200D)\p{Cf}|(?<![\p{L}\p{M}])(?:\u200C|\u200D)|\uFE0E|\uFE0F|(?!\s)\p{Cc}/gu, "")
    .replaceAll(/[\u2190-\u21FF\u2022\u25A0-\u25FF|]/gu, " ")
    .trim()
    .replaceAll(/([^\s.!?…:;,])\s*\n\s*\n\s*/g, "$1. ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/([.!?…])(?: ?\.){1,10}(?=\s|$)/g, "$1")
    .replaceAll(/ ([,!?;:。！？、，；：।؟،]|\.(?![\p{L}\d]))/gu, "$1")
    .replaceAll(/,{2,9}/g, ",")
    .replace(/^\s*[:;,]\s*/u, "")
    .trim();
  return { text: /[\p{L}\p{N}]/u.test(text) ? text : "", unspoken };
}

function isTableRow(line: string): boolean {
  return line.length > 1 && line.startsWith("|") && line.endsWith("|");
}

/** A row of a table as it is read aloud, cell by cell; what is under its heading is a line and not said. */
function tableRow(line: string): string {
  const cells = line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "");
  if (cells.every((cell) => /^:?-+:?$/.test(cell))) return "";
  const row = cells.join(", ");
  return /[.!?…:]$/u.test(row) ? row : `${row}.`;
}

/** What is said, and loudly: `*Never.*`, `*Do you hear me?*` */
const spoken = /[!?]$|^[\p{L}'’]+[.…]$/u;

/** Whether a part is a sentence of its own: nothing before it but the end of another, nothing after but a beginning. */
function standsAlone(whole: string, at: number, length: number): boolean {
  const before = whole.slice(0, at).trimEnd();
  const after = whole.slice(at + length);
  const apart = before === "" || /[.!?…:"”]$/.test(before);
  return (
    apart &&
    (after.trim() === "" || /^\s*[\p{Lu}"“\n]/u.test(after)) &&
    !(before === "" && after.trim() === "")
  );
}

/** A character that HTML writes by its number or its name; what is not one stays. */
function decodedEntity(entity: string, decimal?: string, hexadecimal?: string, named?: string): string {
  if (named !== undefined) return entities[named.toLowerCase()] ?? entity;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  return point < 0x110000 && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : " ";
}
