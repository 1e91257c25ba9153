import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import type { ReplyEvent } from "../participant.ts";
import { readStopSignal, withoutStopSignal } from "./stop-signal.ts";

/** Replies that end the conversation, and what they say. */
const signals: readonly (readonly [reply: string, says: string])[] = [
  ["STOP", ""],
  ["STOP.", ""],
  ["\nSTOP\n", ""],
  ["Bye! STOP", "Bye!"],
  ["Bye!\tSTOP\n", "Bye!"],
  ["Bye\nSTOP", "Bye"],
  // Glued to the last word.
  ["Thanks, bye!STOP", "Thanks, bye!"],
  ["Thanks, that is all.STOP", "Thanks, that is all."],
  ["byeSTOP", "bye"],
  // No sentence ended, but leave was taken.
  ["Thanks STOP", "Thanks"],
  ["ok thanks bye STOP", "ok thanks bye"],
  // Punctuation after it.
  ["Bye! STOP!", "Bye!"],
  ["Bye! STOP…", "Bye!"],
  ["Bye! STOP -", "Bye!"],
  ["Bye! STOP;", "Bye!"],
  ["Bye! STOP STOP", "Bye!"],
  // Quotes and brackets.
  ['Bye! "STOP"', "Bye!"],
  ["Bye! “STOP”", "Bye!"],
  ["Bye! ‘STOP’", "Bye!"],
  ["Bye! «STOP»", "Bye!"],
  ["Bye (STOP).", "Bye"],
  ["Bye! [STOP]", "Bye!"],
  ["Bye! {STOP}", "Bye!"],
  ["Bye! <STOP>", "Bye!"],
  // Markup.
  ["Bye!\n\n**STOP**", "Bye!"],
  ["Bye! *STOP*.", "Bye!"],
  ["Bye! _STOP_", "Bye!"],
  ["Bye! __STOP__", "Bye!"],
  ["Bye! `STOP`", "Bye!"],
  ["Bye!\n```\nSTOP\n```", "Bye!"],
  ["Bye! ~~STOP~~", "Bye!"],
  ["Bye! <b>STOP</b>", "Bye!"],
  ["Bye!<br>STOP", "Bye!"],
  ["Thanks, that is all. ###STOP###", "Thanks, that is all."],
  ["That is all ###STOP###", "That is all"],
  ["Bye! ### STOP ###", "Bye!"],
  ["Bye!\nSTOP\n---", "Bye!"],
  ["Bye!\n---\nSTOP", "Bye!"],
  ["Bye! — STOP", "Bye!"],
  // Special tokens.
  ["Bye! STOP<|im_end|>", "Bye!"],
  ["Bye! STOP</s>", "Bye!"],
  ["Bye! <|STOP|>", "Bye!"],
  ["Bye! STOP<|im_end|>\n<|im_start|>user\nHi", "Bye!"],
  // Stage directions.
  ["Bye! STOP *hangs up*", "Bye!"],
  ["*waves* STOP", "*waves*"],
  ["Thanks, bye!\nSTOP\n\n(The conversation has ended.)", "Thanks, bye!"],
  ["Bye! STOP (hangs up", "Bye!"],
  ["Bye! 👋 STOP", "Bye! 👋"],
  ["Bye! STOP 👋", "Bye!"],
  // First, or followed by more; what was said stays.
  ["STOP\n\nThanks, goodbye!", "Thanks, goodbye!"],
  ["STOP\nThanks, goodbye!", "Thanks, goodbye!"],
  ["[STOP] Thanks, goodbye!", "Thanks, goodbye!"],
  ["Bye!\n\nSTOP\n\nI hope this helps.", "Bye!\nI hope this helps."],
  ["Bye! STOP\nAlice: Bye", "Bye!\nAlice: Bye"],
  ["Bye! STOP\n\nAlice: Goodbye!\nBob: Bye", "Bye!\nAlice: Goodbye!\nBob: Bye"],
  // Said as a sentence, and nothing but a goodbye after it.
  ["STOP. Goodbye!", "Goodbye!"],
  ["STOP! Thanks, bye.", "Thanks, bye."],
  ["STOP, goodbye!", "goodbye!"],
  ["Bye! STOP. Have a nice day!", "Bye!\nHave a nice day!"],
  ["Thanks! STOP! Take care. See you later.", "Thanks!\nTake care. See you later."],
  ["Bye! **STOP** Goodbye!", "Bye!\nGoodbye!"],
  ["Adiós. STOP. ¡Gracias!", "Adiós.\nGracias!"],
  ["Bye. STOP :-)", "Bye."],
  // Other scripts.
  ["Αντίο! STOP", "Αντίο!"],
  ["مع السلامة STOP", "مع السلامة"],
  ["Bye! STOP。", "Bye!"],
  ["再见!STOP", "再见!"],
  ["谢谢，再见STOP", "谢谢，再见"],
  ["さようなら「STOP」", "さようなら"],
  ["Adiós. ¡STOP!", "Adiós."],
  ["Bye! ＳＴＯＰ", "Bye!"],
  ["До свидания! СТОП", "До свидания!"],
  // Marks however they are written; what was opened before is closed.
  ["Bye! \\*STOP\\*", "Bye!"],
  ["Bye! \\*\\*STOP\\*\\*", "Bye!"],
  ["Bye! \\_STOP\\_", "Bye!"],
  ["Bye! \\[STOP\\]", "Bye!"],
  ["Bye! \\`STOP\\`", "Bye!"],
  ["Bye! &lt;STOP&gt;", "Bye!"],
  ["Bye! &quot;STOP&quot;", "Bye!"],
  ["Bye! &#60;STOP&#62;", "Bye!"],
  ["Bye! &#x3C;STOP&#x3E;", "Bye!"],
  ["Bye! &amp;lt;STOP&amp;gt;", "Bye!"],
  ["Bye! &#42;STOP&#42;", "Bye!"],
  ["Bye! &ast;STOP&ast;", "Bye!"],
  ["Bye!&nbsp;STOP", "Bye!"],
  ["Bye! &ldquo;STOP&rdquo;", "Bye!"],
  ["Bye! &laquo;STOP&raquo;", "Bye!"],
  ["Bye! \\boxed{STOP}", "Bye!"],
  ["Bye! $\\boxed{STOP}$", "Bye!"],
  ["Bye! $\\boxed{\\text{STOP}}$", "Bye!"],
  ["Bye! $$\\boxed{\\text{STOP}}$$", "Bye!"],
  ["Bye! \\[ \\boxed{STOP} \\]", "Bye!"],
  ["Bye! \\(\\boxed{STOP}\\)", "Bye!"],
  ["Bye! \\textbf{STOP}", "Bye!"],
  ["Bye! \\text {STOP}", "Bye!"],
  ["Bye! \\textcolor{red}{STOP}", "Bye!"],
  ["Bye! {\\bf STOP}", "Bye!"],
  ["Bye! \\begin{center}STOP\\end{center}", "Bye!"],
  ["Bye!\\nSTOP", "Bye!"],
  ["Bye! \\quad STOP", "Bye!"],
  ["Bye! ＊ＳＴＯＰ＊", "Bye!"],
  ["Bye! ｛ＳＴＯＰ｝", "Bye!"],
  ["Bye! ＃ＳＴＯＰ＃", "Bye!"],
  ["Bye! ｜STOP｜", "Bye!"],
  ["Bye! 《STOP》", "Bye!"],
  ["Bye! 〈STOP〉", "Bye!"],
  ["Bye! ［STOP］", "Bye!"],
  ["Bye! 〔STOP〕", "Bye!"],
  ["Bye! ｢STOP｣", "Bye!"],
  ["Bye! ＂ＳＴＯＰ＂", "Bye!"],
  ["Bye! ＿STOP＿", "Bye!"],
  ["Bye! 𝐒𝐓𝐎𝐏", "Bye!"],
  ["Bye! 𝗦𝗧𝗢𝗣", "Bye!"],
  ["Bye! ⓈⓉⓄⓅ", "Bye!"],
  ["Bye! [ STOP ]", "Bye!"],
  ["Bye! ( STOP )", "Bye!"],
  ["Bye! « STOP »", "Bye!"],
  ["Bye! < STOP >", "Bye!"],
  ["Bye! <!-- STOP -->", "Bye!"],
  ["Bye! <STOP/>", "Bye!"],
  ["Bye! </STOP>", "Bye!"],
  ["Bye! <STOP></STOP>", "Bye!"],
  ["Bye! [[STOP]]", "Bye!"],
  ["Bye! {{STOP}}", "Bye!"],
  ["Bye! $STOP$", "Bye!"],
  ["Bye! %STOP%", "Bye!"],
  ["Bye! /STOP", "Bye!"],
  ["Bye! <<STOP>>", "Bye!"],
  ["Bye! >>> STOP", "Bye!"],
  ["Bye! → STOP", "Bye!"],
  ["Bye! • STOP", "Bye!"],
  ["Bye! **[STOP]**", "Bye!"],
  ["Bye! [STOP]:", "Bye!"],
  ["Bye! \u200BSTOP\u200B", "Bye!"],
  ["Bye! S\u200BTOP", "Bye!"],
  ["Bye! (STOP).", "Bye!"],
  ['"Thanks, bye! STOP"', '"Thanks, bye!"'],
  ["**Thanks, bye! STOP**", "**Thanks, bye!**"],
  ["“Thanks, bye! STOP”", "“Thanks, bye!”"],
  ["*Thanks, bye! STOP*", "*Thanks, bye!*"],
  ["\\boxed{Thanks, bye! STOP}", "\\boxed{Thanks, bye!}"],
  ["(Thanks, bye! STOP)", "(Thanks, bye!)"],
  ['Bye! STOP"', "Bye!"],
  ["Bye! ***STOP***", "Bye!"],
  ["Bye! <p>STOP</p>", "Bye!"],
  ["<p>Bye! STOP</p>", "<p>Bye!</p>"],
  ["Bye! \\<STOP\\>", "Bye!"],
  ["Bye! \\#STOP", "Bye!"],
  ["Bye! STOP\\n", "Bye!"],
  ["Bye! STOP\\\\n", "Bye!"],
  ["Bye! STOP &lt;|im_end|&gt;", "Bye!"],
  ["Bye! STOP<｜end▁of▁sentence｜>", "Bye!"],
  ["Bye! STOP [END]", "Bye!"],
  ["Bye! STOP<eos>", "Bye!"],
  ["Bye! STOP [EOS]", "Bye!"],
  ["Bye! STOP</assistant>", "Bye!"],
  ["Bye! <end>STOP</end>", "Bye!"],
  ["Bye! STOP $", "Bye!"],
  ["Bye! STOP $$", "Bye!"],
  ["Bye! \\STOP", "Bye!"],
  ["Bye! \\STOP{}", "Bye!"],
  ["Bye! \\mathrm{STOP}.", "Bye!"],
  ["Bye! \\fbox{\\textbf{STOP}}", "Bye!"],
  ["Bye! \\underline{\\mathbf{STOP}}", "Bye!"],
  ["Bye!\\\\STOP", "Bye!"],
  ["Bye! \\\\ STOP", "Bye!"],
  ["\\boxed{STOP}", ""],
  ["\\*STOP\\*", ""],
  ["&lt;STOP&gt;", ""],
  ["Thanks for your help \\boxed{STOP}", "Thanks for your help"],
  ["That is all &lt;STOP&gt;", "That is all"],
  ["That is all ＜ＳＴＯＰ＞", "That is all"],
  ["That is all \\[STOP\\]", "That is all"],
];

/** Replies in which the word is a word. */
const talk: readonly string[] = [
  "NONSTOP",
  "STOPPING",
  "Bye! STOPS",
  "non-STOP",
  "the e-STOP",
  "STOP-sign",
  "MAX_STOP",
  "STOP it",
  "STOP! You go too fast.",
  "STOP! Thanks, but you go too fast.",
  "Great. STOP. Now listen.",
  "STOP. Are you serious? Thanks.",
  "He shouted: STOP. Goodbye!",
  "The dog wouldn't STOP. Thanks anyway.",
  "It says STOP. Thanks!",
  "Please stop",
  "Please STOP",
  "don't stop",
  "Don't STOP",
  "I think you should STOP.",
  "Thanks, now STOP.",
  "He yelled STOP!",
  "The sign only says STOP.",
  "The sign says: STOP",
  "The sign says:\nSTOP",
  'It says "STOP".',
  "I saw a STOP sign.",
  "Bus STOP",
  "To unsubscribe, reply STOP.",
  "Thank you, I'll text STOP.",
  "Do I text STOP?",
  "Wait, what? STOP?",
  "Reply with `STOP`.",
  "Text [STOP].",
  "Send **STOP** to leave",
  "You can send:\n- HELP\n- STOP",
  "# STOP signs\nare red",
  "The sign says \\*STOP\\*",
  "Reply with &quot;STOP&quot;.",
  "It says &lt;STOP&gt; on the button.",
  "Press \\textbf{STOP} to leave.",
  "The answer is written \\boxed{STOP}, is it not?",
  "Text ＳＴＯＰ to 1234.",
  "Send [ STOP ] to leave",
  "The word is \\boxed{STOP}.",
  "I saw a \\textbf{STOP} sign.",
  "看到ＳＴＯＰ标志",
  "Type &lt;STOP&gt;",
  "Do I text \\*STOP\\*?",
  "AT&T STOPPED",
  "R&D says STOP",
  "C:\\STOP\\files are gone",
  "Send /STOP",
  "/STOPWATCH",
  "$STOPS",
];

describe("readStopSignal", () => {
  it.each(signals)("%j ends the conversation", (reply, says) => {
    expect(readStopSignal(reply)).toMatchObject({ text: says, stop: true });
  });

  it.each(talk)("%j does not", (reply) => {
    expect(readStopSignal(reply)).toMatchObject({ text: reply, stop: false });
  });

  it("tells what it took away besides the signal", () => {
    expect(readStopSignal("Bye! STOP (hangs up)").dropped).toBe("STOP (hangs up)");
    expect(readStopSignal("Bye! **STOP**.").dropped).toBeUndefined();
  });

  const repeated = [
    "\n",
    "* ",
    "STOP(",
    "Bye! STOP ",
    "STOP\n\nX",
    "<",
    "STOP (a) ",
    "a. ",
    "- STOP\n",
    "_",
    "&lt;",
    "\\",
    "\\boxed{",
    "&amp;",
    "＊",
    "(\\text{STOP",
    "(says STOP ",
    '{"a":"STOP" ',
    "S T ",
    "stop\n",
    "STOP = ",
    "Bye! stop ",
  ];
  // All of them in a sweep, else some that are drawn.
  it.each(inject("sweeping") ? repeated : new Random(1).sample(repeated, 5))(
    "reads a reply that only repeats %j in a number of steps that grows with its length",
    (piece) => {
      // Read in quadratic time, so many characters would take minutes, and the test its time limit.
      const reply = piece.repeat(400_000 / piece.length);
      expect(readStopSignal(`${reply}x`).text.length).toBeLessThanOrEqual(reply.length + 1);
    },
  );
});

const pieces = fc.constantFrom(
  ..."STOP|STO|P|Bye|!|.|?| |\n|\n\n|*|**|#|`|(|)|[|]|<|>|</s>|Alice: |says |thanks |-|—|:|…|“|”|。|再见|x|The |👋|Signal: |🛑|😊 |➡️ |:) ".split(
    "|",
  ),
  ...String.raw`<|im_end|> &lt; &quot; & \* \_ \ \boxed{ \text} } { $ \n \u003c ＊ Ｓ 𝐒𝐓𝐎𝐏 amp; <!-- -->`.split(
    " ",
  ),
  ...'stop|Stop|(says |*says |{"a":"|"}|Action: |= true|S T O P|ストップ| - Bob|### Response:|ありがとう|that |Bob| and |. |: |-BANG|What |[Action: |stop/>|sign |~'.split(
    "|",
  ),
);
const replies = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(""));

async function streamed(deltas: readonly string[]): Promise<string> {
  async function* events(): AsyncGenerator<ReplyEvent, undefined, void> {
    for (const delta of deltas) yield { type: "delta", channel: "text", delta };
    return undefined;
  }
  let text = "";
  for await (const event of withoutStopSignal(events())) if (event.type === "delta") text += event.delta;
  return text;
}

describe("withoutStopSignal", () => {
  it("streams everything but the signal, however it is cut up", async () => {
    expect(await streamed(["Bye", "! ST", "OP"])).toBe("Bye!");
    expect(await streamed(["S", "TOP"])).toBe("");
    expect(await streamed(["See you at the S", "TATION"])).toBe("See you at the STATION");
    expect(await streamed(["STOP", " it"])).toBe("STOP it");
    expect(await streamed(["Signal: ", "🛑", " ST", "OP"])).toBe("");
    expect(await streamed(["Bye!\n\nSignal: ", "<b>", "🛑 ", "STOP</b>"])).toBe("Bye!");
    expect(await streamed(["Signal: ", "🛑", " go on"])).toBe("Signal: 🛑 go on");
    expect(await streamed(["Can't wait 🎉 ", "STOP"])).toBe("Can't wait 🎉 STOP");
  });

  it("lets go what cannot be a signal any more", async () => {
    const seen: string[] = [];
    async function* events(): AsyncGenerator<ReplyEvent, undefined, void> {
      for (const delta of ["Go on", ". STOP", " it now", " please"]) {
        yield { type: "delta", channel: "text", delta };
        seen.push("|");
      }
      return undefined;
    }
    for await (const event of withoutStopSignal(events())) if (event.type === "delta") seen.push(event.delta);
    expect(seen.join("")).toBe("Go on|.| STOP it now| please|");
  });

  it("says what reading the whole reply says", async () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(replies, cuts, async (reply, places) => {
        const characters = Array.from(reply);
        const sorted = [0, ...places.toSorted((a, b) => a - b)];
        const deltas = sorted.map((place, index) => characters.slice(place, sorted[index + 1]).join(""));
        expect((await streamed(deltas)).trim()).toBe(readStopSignal(reply).text.trim());
      }),
      { numRuns: inject("sweeping") ? 1500 : 300, seed: 1 },
    );
  });

  it("takes little time for a reply of white space in small pieces", async () => {
    expect((await streamed(Array.from({ length: 20_000 }, () => "\n"))).trim()).toBe("");
  });
});

describe("any reply", () => {
  it("is left as it is, or has its signal taken off for good", () => {
    fc.assert(
      fc.property(replies, (reply) => {
        const { text, stop } = readStopSignal(reply);
        if (!stop) expect(text).toBe(reply);
        else expect(text.length).toBeLessThan(reply.length);
      }),
      { numRuns: inject("sweeping") ? 1500 : 300, seed: 1 },
    );
  });
});
