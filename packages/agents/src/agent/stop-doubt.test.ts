import * as fc from "fast-check";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "./agent.ts";
import { readStopSignal } from "./stop-signal.ts";

/** Replies of which nobody can tell, and what they say when the last message was in doubt, too. */
const doubtful: readonly (readonly [reply: string, says: string])[] = [
  ["Anything else? STOP", "Anything else?"],
  ["What does it say? STOP.", "What does it say?"],
  ["It had one word on it. STOP.", "It had one word on it."],
  ["Hold on. STOP.", "Hold on."],
  ["Wait! STOP", "Wait!"],
  ["Look out! STOP", "Look out!"],
  ["no way!! STOP", "no way!!"],
  ["No! STOP", "No!"],
  ["Oh, wait! STOP", "Oh, wait!"],
  ["Don't touch it! STOP", "Don't touch it!"],
  ["Can't wait 🎉 STOP", "Can't wait 🎉"],
  ["Love you ❤️ STOP", "Love you ❤️"],
  ["I'll try that tonight 👋🏽 STOP.", "I'll try that tonight 👋🏽"],
  ["I'll let you know how it goes :) **STOP**", "I'll let you know how it goes :)"],
  ["STOP\n\nThat is what the sign says.", "That is what the sign says."],
  ["I have nothing more to ask. STOP!", "I have nothing more to ask."],
  ["That works for me. STOP!!", "That works for me."],
  ["No tengo más preguntas. ¡STOP!", "No tengo más preguntas."],
  ["There was one word. [STOP!]", "There was one word."],
  ["Wait! **STOP!**", "Wait!"],
  ["门上只有一个词。STOP。", "门上只有一个词。"],
  ["牌子上有一个字。STOP。", "牌子上有一个字。"],
  ["看板にこう書いてある。STOP。", "看板にこう書いてある。"],
  ["標識がありました。STOP。", "標識がありました。"],
  ["บนประตูมีคำเดียว. STOP.", "บนประตูมีคำเดียว."],
  ["ป้ายเขียนว่า. STOP.", "ป้ายเขียนว่า."],
];

describe("the stop word, in doubt", () => {
  it.each(doubtful)("%j says that it is, and ends nothing", (reply) => {
    const read = readStopSignal(reply);
    expect(read).toMatchObject({ text: reply, stop: false });
    expect(read.doubt).toContain("STOP");
  });

  it.each(doubtful)("%j ends the conversation as the second in a row", (reply, says) => {
    const read = readStopSignal(reply, { again: true });
    expect(read).toMatchObject({ text: says, stop: true });
    expect(read.doubt).toBeUndefined();
  });

  it("ends a conversation at the second message in a row, and both are on record", async () => {
    const bob = new Agent({
      name: "Bob",
      model: scriptedModel(["Is that all? STOP", "Hold on. STOP.", "Never said."]),
    });
    const alice = new Agent({ name: "Alice", model: scriptedModel(["Hello.", "Pardon?", "Never said."]) });
    const dialog = await alice.dialogWith(bob, { seed: 1, maxTurns: 8, closingReply: false });
    expect(dialog.turns.map(({ text }) => text)).toEqual([
      "Hello.",
      "Is that all? STOP",
      "Pardon?",
      "Hold on.",
    ]);
    expect(dialog.stopReason).toBe("stop_signal");
    expect(dialog.extra["faults"]).toEqual({ unclear_stop: 1 });
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "stop-signal", actionLabel: "in doubt, twice", content: "STOP." }),
    );
  });

  it("is forgotten when the next message has none", async () => {
    const bob = new Agent({
      name: "Bob",
      model: scriptedModel(["Is that all? STOP", "It worked.", "Is that all? STOP", "And so on."]),
    });
    const alice = new Agent({ name: "Alice", model: scriptedModel((_, call) => `Question ${call}?`) });
    const dialog = await alice.dialogWith(bob, { seed: 1, maxTurns: 8, closingReply: false });
    expect(dialog.stopReason).toBe("max_turns");
    expect(dialog.extra["faults"]).toMatchObject({ unclear_stop: 2 });
  });
});

/** Beginnings of sentences in which the word is said, none of which takes leave. */
const running = [
  "It has a big red sign 🛑",
  "The text said ➡️",
  "so I press 👉",
  "On the wall: it reads ⛔",
  "the hand shows ✋",
  "the bus sign 🚏",
  "the sign says",
  "no, the sign says",
  "Still",
  "The display shows",
  "so I just reply",
  "It flashed twice. I pressed",
  "I booked it for 5 PM, then it said",
  "There are two buttons, START and",
  "That answers my question,",
  "I will do that",
  "12",
  "Das mache ich so",
  "Sur le panneau il y a",
  "На знаке написано",
  "我明天再试试",
];

describe("the stop word in a running sentence, and as a cry", () => {
  it("ends nothing however often it is said, and is counted each time", () => {
    const cries = fc.constantFrom(
      "Hey! STOP!",
      "Wait! STOP!",
      "You are too fast. STOP!",
      "你太快了。STOP！",
      "No no no! STOP!",
      "No, no! STOP!",
      "Nooo!! STOP!!",
      "Look out! STOP!",
      "no way!! STOP!",
      "Thanks! Look out! STOP!",
    );
    const sentences = fc.tuple(fc.constantFrom(...running), fc.constantFrom("STOP", "STOP ", "STOP\n"));
    const said = fc.oneof(
      cries,
      sentences.map(([begins, word]) => `${begins} ${word}`),
    );
    fc.assert(
      fc.property(said, fc.boolean(), (reply, again) => {
        const read = readStopSignal(reply, { again });
        expect(read).toMatchObject({ text: reply, stop: false });
        expect(read.mention).toContain("STOP");
        expect(read.doubt).toBeUndefined();
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it("is talked about to the end of a conversation", async () => {
    const said = [
      "the sign says STOP",
      "no, the sign says STOP",
      "Hey! STOP!",
      "Hey! STOP!",
      "Is that all? STOP",
    ];
    const bob = new Agent({ name: "Bob", model: scriptedModel(said) });
    const alice = new Agent({ name: "Alice", model: scriptedModel((_, call) => `Question ${call}?`) });
    const dialog = await alice.dialogWith(bob, { seed: 1, maxTurns: 10 });
    expect(dialog.stopReason).toBe("max_turns");
    expect(dialog.turns.filter(({ speaker }) => speaker === "Bob").map(({ text }) => text)).toEqual(said);
    expect(dialog.extra["faults"]).toMatchObject({ unclear_stop: 5 });
  });
});

/** Last lines before the signal, as people write them: what they say does not matter. */
const lastLines = [
  "Thanks :)",
  "Perfect :-)",
  "Tschüss :)",
  "Sorry :(",
  "Great, I booked it for 5 PM.",
  "I'm in Austin, TX.",
  "Booking reference: KLMXYZ",
  "My email: BOB@MAIL.COM",
  "The sign reads",
  "Could you send me the receipt by e-mail?",
  "See you at 5 p.m.",
  "It says OK",
  "OMG!",
  "I told you it works",
  "The total is $5",
  "hehe",
  "1. step one\n2. step two",
  "- step one\n- step two",
  "Best regards,\nBob",
  "Best regards,\n\nMaria",
  "— BOB",
  "I'll run `npm i`",
  'He said "goodbye',
  "I'll go with:\nOption B",
  "二楼的房间",
];
const introducing = ["Result: ✅", "Options are:", "Goodbye:", "BOB", "GO\nWAIT"];

describe("the stop word alone on the last line", () => {
  it("ends the conversation whatever stands before, and nothing of that is lost", () => {
    const word = fc.constantFrom("STOP", "**STOP**", "[STOP]", "STOP.", "STOP\n");
    const afterBlank = fc.tuple(
      fc.constantFrom(...lastLines, ...introducing),
      fc.constantFrom("\n\n", "\n \n"),
    );
    const afterBreak = fc.tuple(fc.constantFrom(...lastLines), fc.constant("\n"));
    fc.assert(
      fc.property(fc.oneof(afterBlank, afterBreak), word, ([before, gap], signal) => {
        expect(readStopSignal(before + gap + signal)).toMatchObject({ text: before, stop: true });
      }),
      { numRuns: 600, seed: 5 },
    );
  });

  it.each(introducing)("straight after %j, is what that speaks of", (before) => {
    const reply = `${before}\nSTOP`;
    expect(readStopSignal(reply, { again: true })).toMatchObject({ text: reply, stop: false });
  });
});

/** Sentences that are over, in many languages and scripts; none takes leave. */
const sentences = [
  "The room on the second floor was very quiet this morning.",
  "Das Zimmer im zweiten Stock war heute Morgen sehr ruhig.",
  "La chambre du deuxième étage était très calme ce matin.",
  "La habitación del segundo piso estaba muy tranquila hoy.",
  "Комната на втором этаже была сегодня утром очень тихой.",
  "Το δωμάτιο στον δεύτερο όροφο ήταν πολύ ήσυχο σήμερα.",
  "二楼的房间今天早上非常安静。",
  "二階の部屋は今朝とても静かでした。",
  "이 층의 방은 오늘 아침에 아주 조용했고 밝았어요 정말로.",
  "दूसरी मंज़िल का कमरा आज सुबह बहुत शांत था।",
  "دوسری منزل کا کمرہ آج صبح بہت پرسکون تھا۔",
  "كانت الغرفة في الطابق الثاني هادئة جدا هذا الصباح.",
  "החדר בקומה השנייה היה שקט מאוד הבוקר.",
  "Երկրորդ հարկի սենյակը այս առավոտ շատ հանգիստ էր։",
];
/** Frames of sentences in which the word stands, at a place nobody would take for an end. */
const frames: readonly ((word: string) => string)[] = [
  (word) => `The sign says ${word}.`,
  (word) => `The sign says: ${word}`,
  (word) => `He shouted "${word}" and ran.`,
  (word) => `Then she ${word} the car.`,
  (word) => `Auf dem Schild steht ${word}.`,
  (word) => `Sur le panneau : ${word}`,
  (word) => `En el cartel pone ${word}.`,
  (word) => `Na znaku jest napis ${word}.`,
  (word) => `На знаке: ${word}.`,
  (word) => `标志上是：${word}。`,
  (word) => `看板は${word}です。`,
  (word) => `साइन पर ${word} लिखा है।`,
  (word) => `على اللافتة ${word}.`,
  (word) => `שלט ובו ${word}.`,
  (word) => `Trên biển là ${word}.`,
  (word) => `Options: GO, WAIT, ${word}.`,
  (word) => `- GO\n- ${word}`,
  (word) => `- ${word}\n- GO`,
  (word) => `What is ${word}?`,
];
const wraps = [
  "STOP",
  "**STOP**",
  "*STOP*",
  "`STOP`",
  '"STOP"',
  "“STOP”",
  "«STOP»",
  "「STOP」",
  "[STOP]",
  "<STOP>",
  "(STOP)",
  "{STOP}",
  "<|STOP|>",
  "<b>STOP</b>",
  "###STOP###",
];
const tails = ["", "\n", "<|im_end|>", "</s>", " (hangs up)", "\n\n*She leaves.*", " 👋", "<0x0A>"];

describe("the place of the stop word", () => {
  it("makes it the signal after any sentence that is over, in any marks", () => {
    const ends = fc.tuple(
      fc.constantFrom(...sentences),
      fc.constantFrom(" ", "\n", "\n\n", "\n---\n", "\nSignal: "),
      fc.constantFrom(...wraps),
      fc.constantFrom(...tails),
    );
    fc.assert(
      fc.property(ends, ([sentence, gap, word, tail]) => {
        expect(readStopSignal(sentence + gap + word + tail)).toMatchObject({ text: sentence, stop: true });
      }),
      { numRuns: 800, seed: 2 },
    );
  });

  it("makes it a word in any sentence, after anything that is said, in any marks", () => {
    const talks = fc.tuple(
      fc.constantFrom("", ...sentences.map((sentence) => `${sentence} `)),
      fc.constantFrom(...frames),
      fc.constantFrom(...wraps),
    );
    fc.assert(
      fc.property(talks, ([sentence, frame, word]) => {
        // A list begins on a line of its own.
        const said = frame(word);
        const reply = said.startsWith("- ") ? `${sentence.trim()}\n${said}`.trim() : sentence + said;
        expect(readStopSignal(reply)).toMatchObject({ text: reply, stop: false });
      }),
      { numRuns: 800, seed: 3 },
    );
  });
});
