import {
  DataFormatError,
  Dialog,
  type DialogInput,
  type DialogReader,
  type ReaderOptions,
  register,
  SDialogError,
} from "@sdialog/core";
import {
  behindHead,
  MarkCounter,
  marksIn,
  showsNothing,
  splitLines,
  withoutMarks,
} from "@sdialog/core/internal";

const from = "@sdialog/formats";

register("reader", {
  name: "dailydialog",
  description: "DailyDialog: one dialogue per line, a mark after every turn",
  from,
  extensions: [],
  detect: ({ text }) => ({
    fit: (text.split("\n")[0] ?? "").includes("__eou__") ? 0.97 : 0,
    reason: "lines with __eou__",
  }),
  create:
    (_, options): DialogReader =>
    ({ source, id, chunks }) =>
      perLine(source, chunks(), options, (line, number) => {
        const texts = line.split("__eou__").map((text) => text.trim());
        if (texts.length < 2)
          throw new DataFormatError("there is no __eou__ in this line", { source, line: number });
        // What follows the last mark was not ended, but was said.
        const said = texts.at(-1) === "" ? texts.slice(0, -1) : texts;
        return {
          id: `${id}-${number}`,
          turns: said.map((text, index) => ({ speaker: index % 2 === 0 ? "A" : "B", text })),
        };
      }),
});

async function* perLine(
  source: string,
  chunks: AsyncIterable<string>,
  { onError }: ReaderOptions,
  dialogOf: (line: string, number: number) => DialogInput,
): AsyncGenerator<Dialog> {
  for await (const { text, number } of splitLines(chunks)) {
    if (showsNothing(text)) continue;
    let dialog: Dialog;
    try {
      dialog = Dialog.from(dialogOf(text, number), source, number);
    } catch (error) {
      if (onError === undefined || !SDialogError.isInstance(error)) throw error;
      onError(error);
      continue;
    }
    yield dialog;
  }
}

const numbered = /^(\d{1,4}) /;
const persona = /^(your|partner's) persona: ?/;

register("reader", {
  name: "persona-chat-text",
  description:
    "PERSONA-CHAT as text: numbered lines of personas and of turns, which start at 1 for every dialogue",
  from,
  extensions: [],
  detect({ text }) {
    const reason = "numbered lines such as 1 your persona: I like tea.";
    const [first = "", second = ""] = text.split("\n");
    if (!first.startsWith("1 ")) return { fit: 0, reason };
    if (/^1 (?:your|partner's) persona:/.test(first)) return { fit: 0.97, reason };
    return { fit: first.includes("\t") && second.startsWith("2 ") ? 0.6 : 0.2, reason };
  },
  create: (_, options) => (input) => personaChat(input.source, input.id, input.chunks(), options),
});

interface PersonaChat {
  readonly you: string[];
  readonly partner: string[];
  readonly turns: {
    readonly speaker: string;
    readonly text: string;
    readonly candidates?: readonly string[];
  }[];
}

async function* personaChat(
  source: string,
  id: string | number,
  chunks: AsyncIterable<string>,
  { onError, onNote }: ReaderOptions,
): AsyncGenerator<Dialog> {
  let count = 0;
  let open: PersonaChat | undefined;
  let hasCandidates = false;
  const marks = new MarkCounter();
  for await (const { text, number: line } of splitLines(chunks)) {
    if (showsNothing(text)) continue;
    const shown = withoutMarks(text);
    const [begin = "", number] = numbered.exec(shown) ?? [];
    if (number === undefined) {
      const error = new DataFormatError("this line has no number in front", {
        source,
        line,
        hint: "Expected lines such as 1 your persona: I like tea.",
      });
      if (onError === undefined) throw error;
      onError(error);
      continue;
    }
    if (number === "1") {
      if (open !== undefined) yield personaDialog(open, `${id}-${++count}`);
      open = { you: [], partner: [], turns: [] };
    }
    open ??= { you: [], partner: [], turns: [] };
    const [label = "", whose] = persona.exec(shown.slice(begin.length)) ?? [];
    const rest = behindHead(text, begin.length + label.length).replace(/\r$/, "");
    marks.add(marksIn(text) > marksIn(rest));
    if (whose !== undefined) open[whose === "your" ? "you" : "partner"].push(rest);
    else {
      const [asked = "", answered, , candidates] = rest.split("\t");
      const others = unsaid(candidates, answered);
      hasCandidates ||= others.length > 0;
      if (asked !== "" && asked !== "__SILENCE__") open.turns.push({ speaker: "partner", text: asked });
      if (answered !== undefined && answered !== "")
        open.turns.push({
          speaker: "you",
          text: answered,
          ...(others.length === 0 ? {} : { candidates: others }),
        });
    }
  }
  marks.tell((note) => onNote?.(note, source), "head of a line", "heads of lines");
  if (hasCandidates)
    onNote?.("candidates that were not said: kept with the turn they were candidates for", source);
  if (open !== undefined) yield personaDialog(open, `${id}-${++count}`);
}

/** The answers to choose from but for the one that was given, which is the last of them. */
function unsaid(candidates: string | undefined, answered: string | undefined): string[] {
  const all = candidates === undefined || candidates === "" ? [] : candidates.split("|");
  const given = all.lastIndexOf(answered ?? "");
  return given === -1 ? all : all.toSpliced(given, 1);
}

function personaDialog({ you, partner, turns }: PersonaChat, id: string): Dialog {
  const personas = {
    ...(you.length === 0 ? {} : { you: { profile: you } }),
    ...(partner.length === 0 ? {} : { partner: { profile: partner } }),
  };
  return new Dialog({ id, turns, ...(Object.keys(personas).length === 0 ? {} : { personas }) });
}
