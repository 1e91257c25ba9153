import { parse } from "@plussub/srt-vtt-parser";
import { DataFormatError, Dialog, register, type TurnInput } from "@sdialog/core";

const cue = /^\d{1,2}:\d{2}(?::\d{2})?[,.]\d{3} --> /m;
const spokenBy =
  /^(?:<[^<>]*>)*[-–]? ?(\p{Lu}[\p{L}\p{N} .'’-]{0,40}):(?:<\/[^<>]*>)* (?=\S)|^\[([^[\]]{1,40})\]:? (?=\S)/u;

register("reader", {
  name: "subtitles",
  description: "subtitles with speakers: SRT and WebVTT",
  from: "@sdialog/formats",
  extensions: [".srt", ".vtt"],
  detect: ({ text }) => ({
    fit: cue.test(text.slice(0, 5000)) ? 0.95 : 0,
    reason: "times such as 00:00:01,000 --> 00:00:03,000",
  }),
  create: (_, { onNote }) =>
    async function* read({ source, id, text }) {
      const content = (await text()).replaceAll("\r\n", "\n").replaceAll("\r", "\n");
      const entries = entriesOf(content, source);
      const turns: TurnInput[] = [];
      for (const { from, to, text: shown } of entries) {
        for (const { speaker, said } of voices(shown)) {
          const last = turns.at(-1);
          // A sentence runs over several subtitles; only the first says who speaks.
          if (speaker === undefined && last !== undefined)
            turns[turns.length - 1] = { ...last, text: `${last.text}\n${said}`, ...timed({ end: to }) };
          else turns.push({ speaker: speaker ?? null, text: said, ...timed({ start: from, end: to }) });
        }
      }
      if (turns.length > 0 && turns.every(({ speaker }) => speaker === null))
        onNote?.("no subtitle says who speaks", source);
      yield new Dialog({ id, turns });
    },
});

function entriesOf(content: string, source: string): readonly { from: number; to: number; text: string }[] {
  try {
    const { entries } = parse(content.endsWith("\n") ? content : `${content}\n`);
    if (entries.length > 0) return entries;
  } catch (cause) {
    const wrong = content.split("\n").findIndex((line) => line.includes("->") && !cue.test(line));
    throw new DataFormatError("these are not subtitles", {
      source,
      line: Math.max(wrong, 0) + 1,
      hint: "Expected numbered or timed lines: 00:00:01,000 --> 00:00:03,000.",
      cause,
    });
  }
  throw new DataFormatError("there is no subtitle in it", {
    source,
    line: 1,
    hint: "Expected times such as 00:00:01,000 --> 00:00:03,000.",
  });
}

/** Who says what in one subtitle: a voice tag, a name before a colon, or dashes where two speak. */
function voices(text: string): { readonly speaker?: string; readonly said: string }[] {
  const tagged = text.split(/<v(?:\.[\w.-]{1,40})? ([^<>]{1,80})>/);
  if (tagged.length > 1) {
    const found = [];
    for (let at = 1; at < tagged.length; at += 2)
      found.push({ speaker: (tagged[at] as string).trim(), said: bare(tagged[at + 1] ?? "") });
    return found.filter(({ said }) => said !== "");
  }
  const parts: { speaker?: string; said: string }[] = [];
  for (const line of text.split("\n")) {
    const [prefix, name, inBrackets] = spokenBy.exec(line) ?? [];
    const speaker = name ?? inBrackets;
    const said = bare(prefix === undefined ? line : line.slice(prefix.length));
    if (said === "") continue;
    const last = parts.at(-1);
    if (speaker !== undefined) parts.push({ speaker: speaker.trim(), said });
    else if (last === undefined) parts.push({ said });
    else last.said += `\n${said}`;
  }
  return parts;
}

function bare(text: string): string {
  return text.replaceAll(/<\/?[a-z][^<>]{0,60}>/gi, "").trim();
}

/** The times that could be read; milliseconds. */
function timed(times: Readonly<Record<string, number | null>>): Record<string, number> {
  const read = Object.entries(times).filter(([, time]) => Number.isFinite(time));
  return Object.fromEntries(read) as Record<string, number>;
}
