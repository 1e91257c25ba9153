import { readDialogInput } from "@sdialog/core/fs";
import { expect, it } from "vitest";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";

async function turnsOf(text: string): Promise<(readonly [string | null, string])[]> {
  const blob = new Blob([text]);
  const input = blobInput(blob, "film.srt", {});
  const head = async (length: number): Promise<Uint8Array> =>
    new Uint8Array(await blob.slice(0, length).arrayBuffer());
  const [dialog] = await Array.fromAsync(await readDialogInput(input, head, {}));
  return dialog!.turns.map(({ speaker, text: said }) => [speaker, said] as const);
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

it("reads what WebVTT writes as entities", async () => {
  const text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann &amp; Bo>Tea &lt;hot&gt; &amp; cake</v>\n";
  expect(await turnsOf(text)).toEqual([["Ann & Bo", "Tea <hot> & cake"]]);
});
