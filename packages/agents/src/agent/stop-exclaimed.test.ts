import { describe, expect, it } from "vitest";
import { readStopSignal } from "./stop-signal.ts";

/** Sentences of the end that are exclaimed: no list of goodbyes has all of them. */
const exclaimed = [
  "Have fun on Saturday!",
  "I'll meet you at gate seven!",
  "Fingers crossed for the exam!",
  "Have a smooth move!",
  "That's a good sign!",
  "It was a pleasure to help!",
  "Until Monday then!",
  "You will hear from me!",
  "Everything is settled!",
  "The room is yours. We are delighted to have you!",
  "Wait no longer, enjoy your day off!",
  "Don't worry about it!",
  "Don't forget your umbrella!",
  "Viel Vergnügen heute Abend!",
  "Bon courage pour demain !",
  "¡Que lo pases bien!",
  "Счастливого пути!",
  "楽しんでね！",
];

describe("the stop signal behind an exclamation", () => {
  it.each(exclaimed)("ends the conversation after %j", (sentence) => {
    for (const signal of [
      "STOP",
      "STOP.",
      "**STOP.**",
      "*STOP*",
      "`STOP`",
      '"STOP"',
      "[STOP]",
      "STOP<|im_end|>",
    ])
      expect(readStopSignal(`${sentence} ${signal}`), signal).toMatchObject({ text: sentence, stop: true });
  });
});

/** Statements that are over, which tell of no words. */
const stated = [
  "I have nothing more to ask.",
  "That works for me.",
  "No tengo más preguntas.",
  "我没有别的问题了。",
  "我会写下来。",
  "我的名字是李明。",
  "もう質問はありません。",
  "書いておきます。",
  "ไม่มีคำถามแล้ว.",
  "ผมจะจดคำนี้ไว้.",
];

describe("the stop signal behind a statement", () => {
  it.each(stated)("ends the conversation after %j, exclaimed within marks or not at all", (sentence) => {
    for (const signal of [
      "STOP.",
      "[STOP!]",
      "<STOP!>",
      "(STOP!)",
      "**STOP!**",
      "**STOP**!",
      '"STOP!"',
      "「STOP！」",
      "¡**STOP!**",
    ])
      expect(readStopSignal(`${sentence} ${signal}`), signal).toMatchObject({ text: sentence, stop: true });
  });
});
