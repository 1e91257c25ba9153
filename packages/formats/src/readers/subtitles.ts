import { parse } from "@plussub/srt-vtt-parser";
import { DataFormatError, Dialog, register, type TurnInput } from "@sdialog/core";
import { htmlText } from "./html-text.ts";

const cue = /^\d{1,2}:\d{2}(?::\d{2})?[,.]\d{3} --> /m;
/** Marks that come before what somebody says: of style, of two who speak, of a change of speaker. */
const lead = /^(?:<[^<>]*>)*(?:>{2,3} ?|[-–] ?)?/;
/** A name before a colon, in any script; with a part in brackets, such as (Host). */
const named =
  /^((?:\p{Lu}|\p{Lo})[\p{L}\p{M}\p{N} .'’_@-]{0,40}(?: ?[(（][^()（）:]{1,30}[)）])?|[\p{L}\p{N}]+[._@-][\p{L}\p{N}._@-]{1,40})(?:[:：](?:<\/[^<>]*>)* |：)(?=\S)/u;
/** What stands in brackets is a name where a colon follows, or most subtitles have it; else it is heard, as a door is. */
const bracketed = /^\[([^[\]]{1,40})\](:?) ?(?=\S)/;
const small = /^([\p{L}\p{N}._-]{1,30}): (?=\S)/u;

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
      const isVtt = content.trimStart().startsWith("WEBVTT");
      const written = (words: string): string => (isVtt ? htmlText(words) : words);
      const names = knownNames(entries.map(({ text: shown }) => shown));
      const turns: TurnInput[] = [];
      for (const { from, to, text: shown } of entries) {
        for (const { speaker, said, changes } of voices(shown, names)) {
          const last = turns.at(-1);
          // A sentence runs over several subtitles; only the first says who speaks.
          if (speaker === undefined && !changes && last !== undefined)
            turns[turns.length - 1] = {
              ...last,
              text: `${last.text}\n${written(said)}`,
              ...timed({ end: to }),
            };
          else
            turns.push({
              speaker: speaker === undefined ? null : written(speaker),
              text: written(said),
              ...timed({ start: from, end: to }),
            });
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

interface Voice {
  readonly speaker?: string | undefined;
  said: string;
  /** Whether somebody else begins, whoever that is. */
  readonly changes: boolean;
}

interface KnownNames {
  /** Words of small letters before a colon that come more than once. */
  readonly small: ReadonlySet<string>;
  readonly areBracketed: boolean;
}

/** What only all subtitles together show to be names. */
function knownNames(texts: readonly string[]): KnownNames {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const name = small.exec(text.replace(lead, ""))?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const inBrackets = texts.filter((text) => bracketed.test(text.replace(lead, ""))).length;
  return {
    small: new Set(Array.from(counts).flatMap(([name, count]) => (count > 1 ? [name] : []))),
    areBracketed: inBrackets > texts.length / 2,
  };
}

/** Who says what in one subtitle: a voice tag, a name before a colon, or dashes where two speak. */
function voices(text: string, names: KnownNames): Voice[] {
  const tagged = text.split(/<v(?:\.[\w.-]{1,40})? ([^<>]{1,80})>/);
  if (tagged.length > 1) {
    const found: Voice[] = [];
    for (let at = 1; at < tagged.length; at += 2)
      found.push({ speaker: (tagged[at] as string).trim(), said: bare(tagged[at + 1] ?? ""), changes: true });
    return found.filter(({ said }) => said !== "");
  }
  const parts: Voice[] = [];
  for (const line of text.split("\n")) {
    const [marks = ""] = lead.exec(line) ?? [];
    const words = line.slice(marks.length);
    const found =
      named.exec(words) ??
      known(bracketed.exec(words), (_, colon) => colon !== "" || names.areBracketed) ??
      known(small.exec(words), (name) => names.small.has(name));
    const said = bare(
      found === null ? line.slice(marks.includes(">>") ? marks.length : 0) : words.slice(found[0].length),
    );
    if (said === "") continue;
    const last = parts.at(-1);
    const changes = found !== null || marks.includes(">>");
    if (changes || last === undefined) parts.push({ speaker: found?.[1]?.trim(), said, changes });
    else last.said += `\n${said}`;
  }
  return parts;
}

function known(
  found: RegExpExecArray | null,
  isName: (name: string, colon: string) => boolean,
): RegExpExecArray | null {
  return found !== null && isName(found[1] ?? "", found[2] ?? "") ? found : null;
}

function bare(text: string): string {
  return text.replaceAll(/<\/?[a-z][^<>]{0,60}>/gi, "").trim();
}

/** The times that could be read; milliseconds. */
function timed(times: Readonly<Record<string, number | null>>): Record<string, number> {
  const read = Object.entries(times).filter(([, time]) => Number.isFinite(time));
  return Object.fromEntries(read) as Record<string, number>;
}
