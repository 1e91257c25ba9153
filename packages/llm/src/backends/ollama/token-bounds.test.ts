import { describe, expect, it } from "vitest";
import { tokenBounds } from "./token-bounds.ts";

describe("the bounds of a text's tokens", () => {
  it.each([
    [
      "english",
      "The hotel on the hill has forty rooms and a pool, and breakfast is from seven to ten. ",
      201,
      201,
    ],
    [
      "legal",
      "Notwithstanding the aforementioned considerations, international organizations recognize fundamental responsibilities. ",
      112,
      181,
    ],
    [
      "german",
      "Das Hotel auf dem Hügel hat vierzig Zimmer, Frühstück gibt es zwischen sieben und zehn Uhr. ",
      201,
      372,
    ],
    ["finnish", "Mäellä sijaitsevassa hotellissa on neljäkymmentä huonetta ja uima-allas. ", 232, 331],
    ["vietnamese", "Khách sạn trên đồi có bốn mươi phòng và một hồ bơi. ", 171, 501],
    ["russian", "Гостиница на холме имеет сорок номеров и бассейн, завтрак с семи до десяти. ", 221, 791],
    ["arabic", "يقع الفندق على التل وفيه أربعون غرفة ومسبح، والفطور من السابعة إلى العاشرة. ", 242, 740],
    ["hindi", "पहाड़ी पर बने होटल में चालीस कमरे और एक तालाब है, नाश्ता सात से दस बजे तक। ", 213, 1081],
    ["thai", "โรงแรมบนเนินเขามีสี่สิบห้องและสระว่ายน้ำ ", 180, 810],
    ["chinese", "酒店在山上有四十间客房和一个游泳池，早餐七点到十点。", 150, 580],
    ["japanese", "丘の上のホテルには四十室とプールがあり、朝食は七時から十時までです。", 210, 440],
    ["korean", "언덕 위의 호텔에는 방이 마흔 개 있고 수영장이 있습니다. ", 161, 671],
    ["digits", "4821, 9930, 1174; 20391 ", 111, 241],
    ["table", "| Ann | 31 | yes |\n|-----|----|-----|\n", 150, 180],
    [
      "rule",
      "Total | 5\n--------------------------------------------------------------------------------\n",
      70,
      110,
    ],
    ["code", "function add(a, b) {\n  return a + b;\n}\n", 140, 180],
    ["emoji", "😊👍🏽🎉👋 ", 51, 141],
    ["blanks", "word                                                            ", 20, 601],
    ["hex", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ", 440, 601],
  ])(
    "of %s hold its tokens in the vocabularies of GPT-2, GPT-4o, Llama 2 and 3, Gemma 3, Qwen 3 and DeepSeek 3",
    (_, text, fewest, highest) => {
      const { least, most } = tokenBounds(text.repeat(10));
      expect(least).toBeLessThanOrEqual(fewest);
      expect(most).toBeGreaterThanOrEqual(highest);
      expect(least).toBeGreaterThan(fewest / 8);
      expect(most).toBeLessThan(5 * highest);
    },
  );

  it("are nothing for nothing", () => {
    expect(tokenBounds("")).toMatchObject({ least: 0, most: 0 });
    // A text is of the kind of which most of its tokens are.
    const kindOf = (text: string): number => tokenBounds(text).kind;
    const kinds = ["hotel", "4821", "酒店", "отель", "होटल", "-----"].map(kindOf);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kindOf("The hotel has 40 rooms, 酒 and a pool.")).toBe(kindOf("hotel"));
    expect(kindOf("酒店在山上有四十间客房 hotel 7 酒店在山上有四十间客房")).toBe(kindOf("酒店"));
    expect(kindOf("4821 9930 1174 20391 7741 or 5")).toBe(kindOf("4821"));
  });
});
