import { Dialog, register, type TurnInput } from "@sdialog/core";
import { behindHead, MarkCounter, marksIn, showsNothing, withoutMarks } from "@sdialog/core/internal";
import { htmlText } from "./html-text.ts";
import { type Cue, cuesOf } from "./subtitle-cues.ts";

/** Marks of style, of classes, of times inside a cue. */
const unread = /<\/?[a-z][^<>]{0,80}>|<[\d:.]{1,20}>|\{\\[^{}]{1,60}\}/i;
/** How SubStation writes style, which many tools leave in SRT. */
const override = /\{\\[^{}]{1,60}\}/g;
const cue = /^\d{1,2}:\d{2}(?::\d{2})?[,.]\d{3} --> /m;
/** Marks that come before what somebody says: of style, of two who speak, of a change of speaker. */
const lead = /^(?:<[^<>]*>)*(?:>{2,3} ?|[-–—] ?)?/;
const dash = /^(?:<[^<>]*>)*[-–—]/;
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
      const marks = new MarkCounter();
      const { cues, isVtt, header, notes } = cuesOf(content, source, marks);
      const written = (words: string): string => (isVtt ? htmlText(words) : words);
      const names = knownNames(cues.map(({ text: shown }) => shown));
      const turns: TurnInput[] = [];
      const silent: object[] = [];
      for (const each of cues) {
        const { from, to } = each;
        let beside = marksOf(each);
        for (const { speaker, said, changes } of voices(each.text.replaceAll(override, ""), names, marks)) {
          const last = turns.at(-1);
          // A sentence runs over several subtitles; only the first says who speaks.
          if (speaker === undefined && !changes && last !== undefined)
            turns[turns.length - 1] = {
              ...last,
              text: `${last.text}\n${written(said)}`,
              ...timed({ end: to }),
              ...withCues([...((last["cues"] as object[] | undefined) ?? []), ...beside]),
            };
          else
            turns.push({
              speaker: speaker === undefined ? null : marks.without(written(speaker)),
              text: written(said),
              ...timed({ start: from, end: to }),
              ...withCues(beside),
            });
          beside = [];
        }
        // Where nobody says anything, such as in a cue that only clears the screen.
        silent.push(...beside);
      }
      marks.tell((note) => onNote?.(note, source), "head of a line", "heads of lines");
      if (turns.length > 0 && turns.every(({ speaker }) => speaker === null))
        onNote?.("no subtitle says who speaks", source);
      const annotations = {
        ...(Object.keys(header).length === 0 ? {} : { header }),
        ...(notes.length === 0 ? {} : { notes }),
        ...(silent.length === 0 ? {} : { cues: silent }),
      };
      yield new Dialog({ id, turns, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) });
    },
});

/** What a cue has besides its times and words: a name, a place on the screen, and words with marks that are not read. */
function marksOf({ name, settings, text }: Cue): object[] {
  const isMarked = unread.test(text.replaceAll(/<v ([^<>]{1,80})>|<\/v>/g, ""));
  if (name === undefined && settings === undefined && !isMarked) return [];
  return [
    {
      ...(name === undefined ? {} : { name }),
      ...(settings === undefined ? {} : { settings }),
      ...(isMarked ? { marked: text } : {}),
    },
  ];
}

function withCues(cues: readonly object[]): { readonly cues?: readonly object[] } {
  return cues.length === 0 ? {} : { cues };
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
  const shown = texts.map(withoutMarks);
  for (const text of shown) {
    const name = small.exec(text.replace(lead, ""))?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const inBrackets = shown.filter((text) => bracketed.test(text.replace(lead, ""))).length;
  return {
    small: new Set(Array.from(counts).flatMap(([name, count]) => (count > 1 ? [name] : []))),
    areBracketed: inBrackets > texts.length / 2,
  };
}

/** Who says what in one subtitle: a voice tag, a name before a colon, or dashes where two speak. */
function voices(text: string, names: KnownNames, counted: MarkCounter): Voice[] {
  const tagged = text.split(/<v(?:\.[\w.-]{1,40})? ([^<>]{1,80})>/);
  if (tagged.length > 1) {
    const found: Voice[] = [];
    for (let at = 1; at < tagged.length; at += 2)
      found.push({ speaker: (tagged[at] as string).trim(), said: bare(tagged[at + 1] ?? ""), changes: true });
    return found.filter(({ said }) => said !== "");
  }
  const parts: Voice[] = [];
  const lines = text.split("\n");
  // A dash before each of several lines: two speak at once.
  const dashed = lines.filter((line) => dash.test(withoutMarks(line))).length > 1;
  for (const line of lines) {
    const shown = withoutMarks(line);
    const [marks = ""] = lead.exec(shown) ?? [];
    const words = shown.slice(marks.length);
    const found =
      named.exec(words) ??
      known(bracketed.exec(words), (_, colon) => colon !== "" || names.areBracketed) ??
      known(small.exec(words), (name) => names.small.has(name));
    const turns = marks.includes(">>") || (dashed && dash.test(shown));
    const head = found === null ? (turns ? marks.length : 0) : marks.length + found[0].length;
    const said = bare(behindHead(line, head));
    if (showsNothing(said)) continue;
    counted.add(marksIn(line) > marksIn(said));
    const last = parts.at(-1);
    const changes = found !== null || turns;
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
  return text.replaceAll(/<\/?[a-z][^<>]{0,80}>|<[\d:.]{1,20}>/gi, "").trim();
}

/** The times that could be read; milliseconds. */
function timed(times: Readonly<Record<string, number | null>>): Record<string, number> {
  const read = Object.entries(times).filter(([, time]) => Number.isFinite(time));
  return Object.fromEntries(read) as Record<string, number>;
}
