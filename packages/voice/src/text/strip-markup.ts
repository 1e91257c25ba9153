/** What was not spoken of a text, and why. */
export interface Unspoken {
  readonly what: "code" | "image" | "stage-direction" | "emoji" | "table" | "address";
  readonly text: string;
}

/** A text without what nobody says, and that. */
export interface StrippedText {
  readonly text: string;
  readonly unspoken: readonly Unspoken[];
}

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

/**
 * Leaves out what is written and not said: code, images, emoji, stage directions (`*sighs*`, `[pause]`, `(laughs)`), and the
 * marks of Markdown and HTML around what is said.
 */
export function stripMarkup(written: string): StrippedText {
  const unspoken: Unspoken[] = [];
  const leaveOut =
    (what: Unspoken["what"], instead = " ") =>
    (text: string): string => {
      unspoken.push({ what, text: text.trim() });
      return instead;
    };
  const text = written
    .normalize("NFC")
    .replaceAll(/```[^`]*(?:```|$)/g, leaveOut("code"))
    .replaceAll(/!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, leaveOut("image"))
    .replaceAll(/\[([^\]\n]{1,300})\]\((?:https?:|mailto:|\/|#)[^)\n]{0,2000}\)/g, "$1")
    .replaceAll(/^.+$/gm, (line) => (isTableRow(line.trim()) ? leaveOut("table")(line) : line))
    .replaceAll(/<\/?[a-z][^<>]{0,200}>/gi, " ")
    .replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? " ")
    .replaceAll(/^[ \t]{0,3}(?:#{1,6}|>|[-*+•]|\d{1,2}[.)](?=\s+\D))[ \t]+/gm, "")
    .replaceAll(/(\*\*|__)(?=\S)([^*_\n]+)\1/g, "$2")
    .replaceAll(/`([^`\n]*)`/g, "$1")
    .replaceAll(/~~([^~\n]*)~~/g, "$1")
    .replaceAll(/\[[^\]\n]{1,80}\]/g, leaveOut("stage-direction"))
    .replaceAll(/\([^()\n]{1,60}\)/g, (part) =>
      isDirection(part.slice(1, -1)) ? leaveOut("stage-direction")(part) : part,
    )
    .replaceAll(/\*([^*\n]{1,120})\*/g, (part: string, inner: string, at: number, whole: string) =>
      standsAlone(whole, at, part.length) || isDirection(inner) ? leaveOut("stage-direction")(part) : inner,
    )
    .replaceAll(/(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])/gu, "$1")
    .replaceAll(
      /\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}]*|\p{Regional_Indicator}{2}/gu,
      leaveOut("emoji"),
    )
    .replaceAll(/(?<=^|\s)(?:[:;=8]-?[)(DPp|/\\3*]|<3|\^\^)(?=\s|$|[.!?])/g, leaveOut("emoji"))
    .replaceAll(/[\u200B-\u200F\u2060\uFEFF]/g, "")
    .replaceAll(/([^\s.!?…:;,])\s*\n\s*\n\s*/g, "$1. ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/([.!?…])(?: ?\.){1,10}(?=\s|$)/g, "$1")
    .replaceAll(/ ([,.!?;:])/g, "$1")
    .trim();
  return { text: /[\p{L}\p{N}]/u.test(text) ? text : "", unspoken };
}

function isTableRow(line: string): boolean {
  return line.length > 1 && line.startsWith("|") && line.endsWith("|");
}

const manners = /^(?:an?|long|short|brief|soft|softly|quiet|quietly|nervous|nervously|slightly)$/;
const sounds = /^(?:pause|silence|laughter|beat|inaudible|crosstalk|applause|music)$/;
const doings =
  /^(?:laugh|chuckl|giggl|sigh|gasp|groan|sniff|cough|smil|nod|shrug|grin|wink|frown|paus|whisper|hesitat|clear|sob|yawn|hum|lean|look|wav)(?:s|es|ing|ed|e)?$/;

/** What people do rather than say, as scripts write it: `laughs`, `sighing softly`, `a long pause`, `clears throat`. */
function isDirection(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const first = words.find((word) => !manners.test(word));
  return first !== undefined && (doings.test(first) || (sounds.test(first) && words.at(-1) === first));
}

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
