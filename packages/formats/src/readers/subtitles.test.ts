import type { Dialog } from "@sdialog/core";
import { readDialogInput } from "@sdialog/core/fs";
import { expect, it } from "vitest";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";

async function turnsOf(text: string): Promise<(readonly [string | null, string])[]> {
  return (await dialogOf(text)).turns.map(({ speaker, text: said }) => [speaker, said] as const);
}

async function dialogOf(text: string): Promise<Dialog> {
  const blob = new Blob([text]);
  const input = blobInput(blob, "film.srt", {});
  const head = async (length: number): Promise<Uint8Array> =>
    new Uint8Array(await blob.slice(0, length).arrayBuffer());
  const [dialog] = await Array.fromAsync(await readDialogInput(input, head, {}));
  return dialog as Dialog;
}

const subtitles = (...texts: readonly string[]): string =>
  texts.map((text, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at},900\n${text}\n`).join("\n");

it.each<[string, readonly string[], readonly (readonly [string | null, string])[]]>([
  [
    "a handle",
    ["Ann Bell: hello", "bo.smith: hi"],
    [
      ["Ann Bell", "hello"],
      ["bo.smith", "hi"],
    ],
  ],
  ["a part in brackets", ["José Ñandú (Host): hola"], [["José Ñandú (Host)", "hola"]]],
  [
    "a change of speaker",
    ["ANN: Who?", ">> CY: Me.", ">> And me."],
    [
      ["ANN", "Who?"],
      ["CY", "Me."],
      [null, "And me."],
    ],
  ],
  [
    "letters without case",
    ["ANN: Hi", "田中: はい", "花子：どうも"],
    [
      ["ANN", "Hi"],
      ["田中", "はい"],
      ["花子", "どうも"],
    ],
  ],
  [
    "small letters that come again",
    ["ann: Hi", "bo: Yes", "ann: Well", "bo: No"],
    [
      ["ann", "Hi"],
      ["bo", "Yes"],
      ["ann", "Well"],
      ["bo", "No"],
    ],
  ],
  ["small letters that do not", ["ANN: Hi", "note: this"], [["ANN", "Hi\nnote: this"]]],
  ["what is heard", ["ANN: Hi", "[door slams] Who is there?"], [["ANN", "Hi\n[door slams] Who is there?"]]],
  [
    "names in brackets",
    ["[Ann] Hi", "[Bo] Yes", "so it is"],
    [
      ["Ann", "Hi"],
      ["Bo", "Yes\nso it is"],
    ],
  ],
  ["a colon in a sentence", ["ANN: Tea?", "Please, two: sugar."], [["ANN", "Tea?\nPlease, two: sugar."]]],
])("tells who speaks: %s", async (_, texts, turns) => {
  expect(await turnsOf(subtitles(...texts))).toEqual(turns);
});

it.each<[string, string, object]>([
  [
    "SRT with a dot, hours of one digit, and a place on the screen",
    "1\n0:00:01.5 --> 0:00:02.000 X1:10 X2:20\nANN: hi\n",
    { turns: [{ speaker: "ANN", text: "hi", start: 1500, end: 2000, cues: [{ settings: "X1:10 X2:20" }] }] },
  ],
  [
    "two who speak at once, and style of SubStation",
    "1\n00:00:01,000 --> 00:00:02,000\n- {\\an8}Really?\n- Yes.\n",
    {
      turns: [
        { speaker: null, text: "Really?", cues: [{ marked: "- {\\an8}Really?\n- Yes." }] },
        { speaker: null, text: "Yes." },
      ],
    },
  ],
  [
    "one dash",
    "1\n00:00:01,000 --> 00:00:02,000\nANN: so\n- or not\n",
    { turns: [{ text: "so\n- or not" }] },
  ],
  [
    "WebVTT with names of cues, settings, notes, classes and times inside",
    "WEBVTT - Talk\nKind: captions\n\nNOTE by hand\nand eye\n\nSTYLE\n::cue {}\n\nkeynote-1\n00:01.000 --> 00:02.000 align:start position:0%\n<v.loud Ann>Hi <00:01.500><c.red>there</c></v>\n\n00:03.000 --> 00:04.000\n<v Ann>Bye\n",
    {
      annotations: {
        header: { title: "Talk", Kind: "captions" },
        notes: ["NOTE by hand\nand eye", "STYLE\n::cue {}"],
      },
      turns: [
        {
          speaker: "Ann",
          text: "Hi there",
          start: 1000,
          end: 2000,
          cues: [
            {
              name: "keynote-1",
              settings: "align:start position:0%",
              marked: "<v.loud Ann>Hi <00:01.500><c.red>there</c></v>",
            },
          ],
        },
        { speaker: "Ann", text: "Bye", start: 3000, end: 4000 },
      ],
    },
  ],
  [
    "a blank line inside a cue, and cues without blank lines between",
    "1\n00:00:01,000 --> 00:00:02,000\nANN: one\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nBO: three\n3\n00:00:05,000 --> 00:00:06,000\nCY: four\n",
    {
      turns: [
        { speaker: "ANN", text: "one\ntwo" },
        { speaker: "BO", text: "three" },
        { speaker: "CY", text: "four", start: 5000 },
      ],
    },
  ],
  [
    "WebVTT whose first cue stands right below its head, and whose cues are nobody's",
    "WEBVTT\nKind: captions\nLanguage: en\n00:01.000 --> 00:02.000\nHi &amp; bye\nso\n00:03.000 --> 00:04.000\n- Yes\n",
    {
      annotations: { header: { Kind: "captions", Language: "en" } },
      turns: [{ speaker: null, text: "Hi & bye\nso\n- Yes", start: 1000, end: 4000 }],
    },
  ],
  [
    "cues without blank lines, which have numbers and none",
    "1\n00:00:01,000 --> 00:00:02,000\nANN: one\n2\n00:00:03,000 --> 00:00:04,000\nBO: two\n00:00:05,000 --> 00:00:06,000\nCY: 3 more\n",
    {
      turns: [
        { speaker: "ANN", text: "one" },
        { speaker: "BO", text: "two" },
        { speaker: "CY", text: "3 more" },
      ],
    },
  ],
])("loses nothing of %s", async (_, text, expected) => {
  const dialog = (await dialogOf(text)).toJSON();
  expect(dialog).toMatchObject(expected);
  // A cue tells more than its words only where it has a name, a place or marks.
  for (const [at, turn] of dialog.turns.entries())
    if (!("cues" in ((expected as { turns: object[] }).turns[at] ?? {})))
      expect(turn).not.toHaveProperty("cues");
});

it("reads what WebVTT writes as entities", async () => {
  const text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann &amp; Bo>Tea &lt;hot&gt; &amp; cake</v>\n";
  expect(await turnsOf(text)).toEqual([["Ann & Bo", "Tea <hot> & cake"]]);
});
