import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { Message } from "../../message.ts";
import { PromptWatch } from "./prompt-watch.ts";

/** Sentences that are cut into messages. */
const scripts = {
  english: "The hotel on the hill has forty rooms and a pool, and breakfast is from seven to ten. ",
  german: "Das Hotel auf dem Hügel hat vierzig Zimmer, Frühstück gibt es zwischen sieben und zehn Uhr. ",
  russian: "Гостиница на холме имеет сорок номеров и бассейн, завтрак с семи до десяти. ",
  arabic: "يقع الفندق على التل وفيه أربعون غرفة ومسبح، والفطور من السابعة إلى العاشرة. ",
  hindi: "पहाड़ी पर बने होटल में चालीस कमरे और एक तालाब है, नाश्ता सात से दस बजे तक। ",
  chinese: "酒店在山上有四十间客房和一个游泳池，早餐七点到十点。",
  japanese: "丘の上のホテルには四十室とプールがあり、朝食は七時から十時までです。",
  korean: "언덕 위의 호텔에는 방이 마흔 개 있고 수영장이 있습니다. ",
  digits: "4821, 9930, 1174; 20391 ",
  table: "| Ann | 31 | yes |\n|-----|----|-----|\n",
};

/** Characters a token of each, as vocabularies of today have it: large ones, and small ones of English. */
const vocabularies = {
  large: {
    english: 4.9,
    german: 4.4,
    russian: 4,
    arabic: 3.1,
    hindi: 3.6,
    chinese: 1.7,
    japanese: 1.7,
    korean: 1.8,
    digits: 2.1,
    table: 2,
  },
  small: {
    english: 4,
    german: 3.1,
    russian: 2.8,
    arabic: 1.1,
    hindi: 1,
    chinese: 0.95,
    japanese: 0.9,
    korean: 1,
    digits: 1.05,
    table: 1.9,
  },
  bytes: {
    english: 4.4,
    german: 2.7,
    russian: 0.95,
    arabic: 1,
    hindi: 0.65,
    chinese: 0.5,
    japanese: 0.62,
    korean: 0.5,
    digits: 2,
    table: 1.8,
  },
} satisfies Record<string, Record<Script, number>>;

type Script = keyof typeof scripts;
type Vocabulary = keyof typeof vocabularies;

interface Server {
  readonly script: Script;
  readonly vocabulary: Vocabulary;
  readonly frame: number;
  readonly holds: number;
}

/** What Ollama's `chatPrompt` and its runner do: how many tokens are read, and whether anything was left out. */
function readBy({ script, vocabulary, frame, holds }: Server, messages: readonly Message[]) {
  const tokens = ({ content }: Message) => {
    // Sentences are not alike: up to a seventh more or less.
    const varied = 1 + (((content.length * 7919) % 29) - 14) / 100;
    return Math.ceil((content.length / vocabularies[vocabulary][script]) * varied) + frame;
  };
  const system = messages.filter(({ role }) => role === "system");
  let rest = messages.filter(({ role }) => role !== "system");
  const all = rest.length;
  const count = () => [...system, ...rest].reduce((sum, message) => sum + tokens(message), 3);
  while (count() > holds && rest.length > 1) rest = rest.slice(1);
  const fits = count() <= holds;
  const half = holds - Math.floor((holds - 5) / 2);
  return { read: fits ? count() : half, isCut: rest.length < all || !fits };
}

function conversation(script: Script, systemLength: number, sizes: readonly number[]): readonly Message[] {
  const text = (length: number, at: number) =>
    `${at} ${scripts[script]}`.repeat(Math.ceil(length / scripts[script].length)).slice(0, length);
  return [
    { role: "system", content: text(systemLength, 0) },
    ...sizes.map((size, at): Message => ({
      role: at % 2 === 0 ? "user" : "assistant",
      content: text(size, at + 1),
    })),
  ];
}

const every = Object.keys(scripts).flatMap((script) =>
  Object.keys(vocabularies).map((vocabulary) => [script as Script, vocabulary as Vocabulary] as const),
);

describe("a prompt on Ollama", () => {
  it.each(every)(
    "in %s, of a %s vocabulary, is called cut when it is, and only then",
    (script, vocabulary) => {
      const random = new Random(7);
      const perToken = vocabularies[vocabulary][script];
      const wrong: string[] = [];
      let cuts = 0;
      for (let trial = 0; trial < 16; trial++) {
        const holds = random.pick([2048, 4096]);
        const window = random.pick([holds, undefined]);
        const server = { script, vocabulary, holds, frame: random.pick([0, 4, 8]) };
        const share = random.pick([0.3, 0.6, 0.8, 1.2, 1.6, 2.5, 4]);
        const count = random.pick([1, 3, 9, 41]);
        const size = Math.ceil((share * holds * perToken * 0.8) / count);
        const messages = conversation(
          script,
          Math.ceil(share * holds * perToken * 0.2),
          Array.from({ length: count }, (_, at) => size + (at % 7)),
        );
        const { read, isCut } = readBy(server, messages);
        if (isCut) cuts++;
        const { verdict } = new PromptWatch().read({ messages }, read, window);
        const isWrong = isCut ? verdict === "whole" : verdict === "cut";
        if (isWrong) wrong.push(JSON.stringify({ trial, holds, window, share, count, read, isCut, verdict }));
      }
      expect(wrong).toEqual([]);
      expect(cuts).toBeGreaterThan(4);
    },
  );

  it.each(every)(
    "that grows in %s, of a %s vocabulary, is called cut when it is, and only then, and doubtful only near the end",
    (script, vocabulary) => {
      const random = new Random(11);
      for (const window of [4096, undefined]) {
        const server = { script, vocabulary, holds: 4096, frame: 5 };
        const watch = new PromptWatch();
        const sizes: number[] = [];
        const seen = new Set<string>();
        for (let turn = 0; turn < 62; turn++) {
          sizes.push(Math.ceil((40 + 80 * random.next()) * vocabularies[vocabulary][script]));
          const messages = conversation(script, 300, sizes);
          const { read, isCut } = readBy(server, messages);
          const { verdict } = watch.read({ messages }, read, window);
          if (verdict !== "unclear" || (!isCut && read < 0.9 * server.holds))
            seen.add(`${isCut}: ${verdict}`);
        }
        expect([...seen].toSorted()).toEqual(["false: whole", "true: cut"]);
      }
    },
  );

  it.each(every)(
    "that is much longer than those before, in %s, of a %s vocabulary, is never taken for whole when it is cut",
    (script, vocabulary) => {
      const random = new Random(13);
      const seen = new Set<string>();
      for (let trial = 0; trial < 40; trial++) {
        const server = { script, vocabulary, holds: random.pick([2048, 4096]), frame: 5 };
        const watch = new PromptWatch();
        for (const share of [0.1, 0.3, random.pick([1.1, 1.3, 1.6])]) {
          const count = Math.round((share * server.holds) / 110);
          const sizes = Array.from({ length: count }, () =>
            Math.ceil((80 + 40 * random.next()) * vocabularies[vocabulary][script]),
          );
          const messages = conversation(script, 20, sizes);
          const { read, isCut } = readBy(server, messages);
          seen.add(`${isCut}: ${watch.read({ messages }, read, undefined).verdict}`);
        }
      }
      expect([...seen]).toContain("false: whole");
      expect([...seen]).not.toContain("true: whole");
      expect([...seen]).not.toContain("false: cut");
    },
  );
});
