import { describe, expect, it } from "vitest";
import { headedShare, headedText, withPlainColons } from "./headed-text.ts";

const times = [
  "10:15",
  "9:05",
  "10:15:02",
  "10:15:02.250",
  "10:15 AM",
  "10:15pm",
  "2024-03-12 10:15:00",
  "2024-03-12T10:15:00Z",
  "2024-03-12T10:15:00+01:00",
  "12.03.2024, 10:15",
  "3/12/24 10:15 PM",
];
const places: readonly ((time: string, who: string) => string)[] = [
  (time, who) => `[${time}] ${who}: `,
  (time, who) => `(${time}) ${who}: `,
  (time, who) => `${time} ${who}: `,
  (time, who) => `${time} - ${who}: `,
  (time, who) => `${who} (${time}): `,
  (time, who) => `${who} [${time}]: `,
  (time, who) => `${time} <${who}> `,
  (time, who) => `[${time}] <${who}> `,
  (time, who) => `${time}\t${who}: `,
];

describe("a line's head", () => {
  it.each(times)("keeps the time %s out of names, wherever it stands", (time) => {
    for (const place of places)
      for (const who of ["Ann", "Ann Bell", "Dr. Bo-Li", "李明"]) {
        const text = `${place(time, who)}at 11:30: yes\n${place(time, "Bo")}<b>ok</b>\nmore\n\ttabbed\n`;
        expect([place(time, who), headedText(text)?.turns]).toEqual([
          place(time, who),
          [
            { time, speaker: who, text: "at 11:30: yes" },
            { time, speaker: "Bo", text: "<b>ok</b>\nmore\ntabbed" },
          ],
        ]);
      }
  });

  it("may be a name in angle brackets alone, as in IRC", () => {
    expect(headedText("<Ann> hi\n<Bo> ho: ho\n")?.turns).toEqual([
      { speaker: "Ann", text: "hi" },
      { speaker: "Bo", text: "ho: ho" },
    ]);
  });

  it("names whom a message of a meeting goes to", () => {
    expect(
      headedText("10:15:02\t From Ann Bell to Everyone:\n\thello\n10:16:02\t From Bo to Ann Bell:\n\thi")
        ?.turns,
    ).toEqual([
      { time: "10:15:02", to: "Everyone", speaker: "Ann Bell", text: "hello" },
      { time: "10:16:02", to: "Ann Bell", speaker: "Bo", text: "hi" },
    ]);
  });

  it("is of nobody where something happens, and before the first", () => {
    const text =
      "Log opened\n10:15 -!- Ann has joined\n10:16 <Ann> hi\n10:17 <Bo> ho\n10:18 <Ann> so\n10:19 * Bo waves\n";
    expect(headedText(text)).toEqual({
      turns: [
        { time: "10:16", speaker: "Ann", text: "hi" },
        { time: "10:17", speaker: "Bo", text: "ho" },
        { time: "10:18", speaker: "Ann", text: "so" },
      ],
      asides: ["Log opened", "10:15 -!- Ann has joined", "10:19 * Bo waves"],
    });
  });

  it.each([
    "Ann: hi\nBo: at 10:15: yes\n",
    "Ann: hi\n10:15 is fine\nBo: ok\n",
    "10\\:15 Ann: hi\n10\\:16 Bo: ho\n",
    "<Ann>: hi\n",
    "",
  ])("is not found in a text without times: %j", (text) => {
    expect(headedText(text)).toBeUndefined();
    expect(headedShare(text.split("\n"))).toBeLessThan(0.5);
  });
});

describe("heads as meetings write them", () => {
  it.each([
    ["10:15:02\t From  Ann Bell : Hi", { speaker: "Ann Bell" }],
    ["10:15:02\t From  Ann Bell  to  Everyone : Hi", { speaker: "Ann Bell", to: "Everyone" }],
    ["10:15:02 From Ann Bell to Everyone: Hi", { speaker: "Ann Bell", to: "Everyone" }],
    ["10:15:02 From Ann: Hi", { speaker: "From Ann" }],
    ["10:15:02 客服：Hi", { speaker: "客服" }],
  ])("%j", (line, head) => {
    expect(headedText(line)?.turns).toEqual([{ ...head, time: "10:15:02", text: "Hi" }]);
  });
});

it.each([
  ["小王：你好\n小李：你好", "小王: 你好\n小李: 你好"],
  ["客服：1：2", "客服: 1：2"],
  ["小王： 你好\n- 说：话", "小王: 你好\n- 说: 话"],
  // Where most lines have plain colons, a full-width one is said.
  ["Ann: hi\nBo: ho\n小王：你好", "Ann: hi\nBo: ho\n小王：你好"],
  ["Ann: hi\n小王：你好", "Ann: hi\n小王: 你好"],
  ["so it was: fine\n小王：你好\nand that: too", "so it was: fine\n小王: 你好\nand that: too"],
  ["Ann: hi", "Ann: hi"],
])("speakers before full-width colons in %j: %j", (text, plain) => {
  expect(withPlainColons(text)).toBe(plain);
});
