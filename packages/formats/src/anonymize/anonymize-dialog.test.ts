import { Dialog, formatDialogJsonl } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPersonalData } from "../personal-data/find-personal-data.ts";
import { anonymizeDialog, type AnonymizeOptions } from "./anonymize-dialog.ts";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
// The letters q, x and y are in no pseudonym and in none of the sentences.
const name = fc.stringMatching(/^Q[xyq]{3,6}$/);
const person = fc.record({
  first: name,
  last: name,
  phone: fc.tuple(digits(3), digits(4)).map(([area, line]) => `+49 ${area} ${line}`),
  order: digits(8),
  code: digits(6).map((number) => `RQ-${number}`),
});
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const friend = "Xyqxyq";
const emailOf = ({ first, last }: Person): string => `${first}.${last}@mail.qxyqx.example`;

function dialogOf(someone: Person, id = "one"): Dialog {
  const { first, last, phone, order, code } = someone;
  const full = `${first} ${last}`;
  return new Dialog({
    id: `${full} ${id}`,
    parentId: full,
    title: `Chat with ${full}`,
    personas: { [full]: { name: full, phone: Number(order) } },
    context: { place: `${last}'s home` },
    turns: [
      {
        speaker: full,
        text: `${first} here, ${emailOf(someone)}, ${phone}, order ${order}`,
        user: emailOf(someone),
      },
      {
        speaker: "Assistant",
        text: `${first.toUpperCase()}: ${phone.replaceAll(" ", "")}? ${code}, ${friend}`,
      },
    ],
    events: [
      {
        agent: full,
        action: "tool",
        content: { arguments: JSON.stringify({ email: emailOf(someone) }), [first]: order },
        timestamp: 5,
      },
    ],
    annotations: { [full]: [code] },
    notes: `Asked by ${last}`,
  });
}

const anonymized = (dialog: Dialog, options: AnonymizeOptions = {}): Dialog =>
  anonymizeDialog(dialog, { names: [friend], ...options }).dialog;
const orderOf = (dialog: Dialog): string => /order (\d+)/.exec(dialog.turns[0]?.text ?? "")?.[1] ?? "";

describe("anonymizeDialog", () => {
  it("leaves nothing of the people in what is written, and the same each time", () => {
    fc.assert(
      fc.property(person, fc.nat(), (someone, seed) => {
        const dialog = dialogOf(someone);
        const written = formatDialogJsonl(anonymized(dialog, { seed })).toLowerCase();
        const { first, last, phone, order, code } = someone;
        const bare = phone.replaceAll(" ", "");
        for (const original of [first, last, phone, bare, order, code, emailOf(someone), friend])
          expect(written).not.toContain(original.toLowerCase());
        expect(formatDialogJsonl(anonymized(dialog, { seed })).toLowerCase()).toBe(written);
      }),
      { numRuns: 50 },
    );
  });

  it("gives an original one pseudonym in a dialogue, in whatever part and spelling", () => {
    fc.assert(
      fc.property(person, (someone) => {
        const { turns, personas, events, annotations, extra } = anonymized(dialogOf(someone));
        const full = turns[0]?.speaker ?? "";
        const [first = ""] = full.split(" ");
        expect(turns[0]?.text.startsWith(`${first} here`)).toBe(true);
        expect(turns[1]?.text.startsWith(`${first.toUpperCase()}:`)).toBe(true);
        expect(turns[1]?.speaker).toBe("Assistant");
        expect(extra["title"]).toBe(`Chat with ${full}`);
        const order = orderOf(anonymized(dialogOf(someone)));
        expect(personas).toEqual({ [full]: { name: full, phone: Number(order) } });
        expect(events?.[0]).toMatchObject({ agent: full, action: "tool", content: { [first]: order } });
        expect(Object.keys(annotations ?? {})).toEqual([full]);
        const phone = /\+[\d ]+/.exec(turns[0]?.text ?? "")?.[0];
        expect(turns[1]?.text).toContain(phone?.replaceAll(" ", ""));
      }),
      { numRuns: 50 },
    );
  });

  it("gives it another one in another dialogue, unless the scope is the dataset", () => {
    fc.assert(
      fc.property(person, (someone) => {
        const both = [dialogOf(someone, "one"), dialogOf(someone, "two")];
        const [a, b] = both.map((dialog) => anonymized(dialog).turns[0]);
        expect(a?.speaker).not.toBe(b?.speaker);
        expect(a?.text).not.toBe(b?.text);
        const [c, d] = both.map((dialog) => anonymized(dialog, { scope: "dataset" }).turns);
        expect(c).toEqual(d);
      }),
      { numRuns: 50 },
    );
  });

  const textOf = (text: string, options?: AnonymizeOptions): string =>
    anonymizeDialog(new Dialog({ turns: [{ speaker: "User", text }] }), options).dialog.turns[0]?.text ?? "";

  it("counts by kind, keeps what is to stay, and leaves times, amounts and roles", () => {
    const names = ["José Müller", "李小龙", "X-99", "Mr. Bo de la Cruz"];
    const text = "The user José saw 李小龙先生 and CRUZ at X-99 of MAX-99, jose\u0301 İ said";
    expect(textOf(text, { names, keep: ["cruz"] })).toMatch(
      /^The user ([A-Z][a-z]+) saw [a-zA-Z]+先生 and CRUZ at [A-Z]-\d\d of MAX-99, [a-z]+ İ said$/,
    );
    const plain = "Table 12 for the customer at 19:30 on 2026-11-29T10:00:00Z, 1200 or 12,000.50";
    expect(textOf(plain)).toBe(plain);
    const dialog = new Dialog({ turns: [{ speaker: "Bo Lind", text: "bo, a@b.example" }] });
    expect(anonymizeDialog(dialog).counts).toEqual({ name: 3, email: 1, id: 1 });
  });

  it("replaces whom an export names beside what is said, and leaves its times", () => {
    const time = "2024-03-12T10:15:22.123456+01:00";
    const dialog = new Dialog({
      turns: [
        {
          speaker: "Annabel Qxyq",
          text: `hi @boqx and Zedekiah, did <@U2ABCDEF0> call at ${time}? Tell Carlotta in general`,
          time: "1710234922.000100",
          ts: 1710234922,
          author: { name: "abellqx99", nickname: "Annabel Qxyq", isBot: false },
          mentions: [{ name: "boqx", nickname: "Bo Foxtrot" }],
        },
        {
          speaker: "U2ABCDEF0",
          text: "yo abellqx99, Foxtrot here",
          time,
          user: "U2ABCDEF0",
          user_profile: { real_name: "Bo Foxtrot", display_name: "boqx" },
          contact_information: { first_name: "Zedekiah", last_name: "Ypsilon" },
          forwarded_from: "Carlotta Quux",
        },
      ],
      annotations: { channel: { name: "general" } },
    });
    const { turns, annotations } = anonymizeDialog(dialog).dialog;
    const written = JSON.stringify([turns, annotations]).toLowerCase();
    for (const each of ["annabel", "qxyq", "boqx", "foxtrot", "zedekiah", "ypsilon", "carlotta", "u2abc"])
      expect(written).not.toContain(each);
    expect(turns.map((turn) => turn["time"])).toEqual(["1710234922.000100", time]);
    expect(turns[0]?.["ts"]).toBe(1710234922);
    expect(turns[0]?.text).toContain(`call at ${time}?`);
    expect(turns[0]?.text).toMatch(/in general$/);
    expect(annotations).toEqual({ channel: { name: "general" } });
    // One pseudonym wherever it stands.
    expect(turns[0]?.text).toContain(`<@${turns[1]?.speaker}>`);
    expect(turns[1]?.["user"]).toBe(turns[1]?.speaker);
    const mentions = turns[0]?.["mentions"] as readonly { readonly name: string }[] | undefined;
    expect(turns[0]?.text).toContain(`@${mentions?.[0]?.name} `);
  });

  it("replaces accounts that are only ever mentioned", () => {
    const { turns } = anonymizeDialog(
      new Dialog({
        turns: [
          {
            speaker: "User",
            text: "fwd @qxyqx, ask @rob_qyx or @qx9. @app_route(1) and @media stay",
            spans: ["fwd ", { type: "mention", text: "@qxyqx" }],
          },
        ],
      }),
    ).dialog;
    expect(turns[0]?.text).toMatch(
      /^fwd @[a-z]{6}, ask @[a-z]{3}_[a-z]{3} or @[a-z]{2}\d\. @app_route\(1\) and @media stay$/,
    );
    expect(JSON.stringify(turns)).not.toMatch(/qxyqx|rob_qyx|@qx9/);
  });

  it.each([
    ["María López", ["maria lopez", "MARÍA LÓPEZ", "Lopez", "López", "soy Maria"], ["una lopez", "mariano"]],
    [
      "Jörg Müller",
      ["Mueller", "MÜLLER", "J. Müller", "Jörgs", "Müllers", "Joerg", "Jorg Muller"],
      ["ein muller"],
    ],
    ["O'Brien", ["O’Brien", "OBrien", "O'Brien's"], ["obrien"]],
    ["Mark Möre", ["Marks", "Möre", "Mark More"], ["more", "the more"]],
    ["王小明", ["王小明先生", "小明在吗"], ["小的", "明天"]],
  ])("finds %s as people write it, and not words that merely look alike", (listed, spelled, others) => {
    const turns = [...spelled, ...others].map((text) => ({ speaker: "User", text }));
    const { dialog } = anonymizeDialog(new Dialog({ turns }), { names: [listed] });
    const parts = spelled.map((_, at) => dialog.turns[at]?.text ?? "");
    expect(parts.join(" ")).not.toMatch(
      /mar[ií]a|l[oó]pez|j(?:ö|oe|o)rg|m(?:ü|ue|u)ller|brien|mark|m[öo]re|小明/i,
    );
    expect(dialog.turns.slice(spelled.length).map(({ text }) => text)).toEqual(others);
  });

  it.each([
    ["I will call. A stone fell. Will you? Will the plumber come?", []],
    ["Stone is my name.", ["Stone"]],
    ["Will here.", ["Will"]],
    ["Hello. Will can help you, ask @will or @stone", ["Will", "will", "stone"]],
    ["WILL YOU CALL ABOUT THE STONE", []],
    ["I saw Will today.", ["Will"]],
    ["Will, can you?", ["Will"]],
    ["Thanks Will", ["Will"]],
    ["will Stoneham and Stone", ["Stone"]],
    ["Will Stone called", ["Will", "Stone"]],
    ["Ask Stone's wife", ["Stone"]],
  ])("takes an everyday word for a name only where something tells: %s", (text, gone) => {
    const { dialog } = anonymizeDialog(new Dialog({ turns: [{ speaker: "Bot", text }] }), {
      names: ["Will Stone"],
    });
    const [{ text: made = "" } = {}] = dialog.turns;
    const kept = text.split(/[^A-Za-z]+/).filter((each) => !gone.includes(each));
    expect(made.split(/[^A-Za-z]+/).filter((each) => kept.includes(each))).toEqual(kept);
    for (const each of gone) expect(made.split(/[^A-Za-z]+/)).not.toContain(each);
  });

  it.each(["mark", "grace", "rose hill", "will"])(
    "replaces %s as a speaker, a persona and a value",
    (who) => {
      const turns = [{ speaker: who, text: "hello" }];
      const { dialog } = anonymizeDialog(
        new Dialog({
          turns,
          personas: { [who]: { name: who } },
          annotations: { asides: [{ text: "left", speaker: who }] },
        }),
        { seed: 1 },
      );
      expect(JSON.stringify(dialog.toJSON())).not.toMatch(new RegExp(`"${who}"`));
    },
  );

  it("knows a name with an apostrophe however it is written", () => {
    const turns = ["O'Brien", "O’Brien", "OBrien", "O'Brien's"].map((text) => ({ speaker: "Bot", text }));
    const { dialog } = anonymizeDialog(new Dialog({ turns }), { names: ["Pat O'Brien"] });
    const made = new Set(dialog.turns.map(({ text }) => text.replace(/'s$/, "")));
    expect([...made]).toEqual([expect.stringMatching(/^[A-Z][a-z]{5}$/)]);
  });

  it.each([
    [{ asides: [{ text: "x", speaker: "Ann Bell" }] }],
    [{ asides: ["10:15 -!- Ann Bell has joined"] }],
    [{ asides: [{ text: "Ann Bell joined using a link" }] }],
    [{ asides: [{ text: "Bo added Ann Bell" }] }],
    [{ asides: [{ text: "Ann Bell hat die Gruppe erstellt" }] }],
  ])("knows whom only lines of the system name: %j", (annotations) => {
    const turns = [{ speaker: "Bo", text: "Welcome, Ann! Was that your bell? You can join." }];
    const { dialog } = anonymizeDialog(new Dialog({ turns, annotations }), { seed: 3 });
    expect(JSON.stringify(dialog.toJSON())).not.toMatch(/Ann|Bell/);
    expect(dialog.turns[0]?.text).toMatch(/^Welcome, \w+! Was that your \w+\? You can join\.$/);
  });

  it("takes nobody for a person whom such a line does not name", () => {
    const asides = [
      "Your security code with Ann changed.",
      "You created this group",
      "Messages are encrypted",
    ];
    const turns = [{ speaker: "Bo", text: "your security code, you, this group, messages" }];
    const { dialog } = anonymizeDialog(new Dialog({ turns, annotations: { asides } }), { seed: 3 });
    expect(dialog.turns[0]?.text).toBe(turns[0]?.text);
  });

  it("makes no card or account that might be somebody's", () => {
    const made = textOf("4111 1111 1111 1111 and DE89 3704 0044 0532 0130 00 and 192.168.10.7");
    expect(made).toMatch(/^\d{4} \d{4} \d{4} \d{4} and .* and 198\.1[89]\.\d+\.\d+$/);
    expect(findPersonalData(made).filter(({ kind }) => kind === "card" || kind === "iban")).toEqual([]);
  });

  it("refuses a scope there is none of, and an option", () => {
    expect(() => textOf("Hi", { scope: "world" as "dialog" })).toThrow('There is no scope "world"');
    expect(() => textOf("Hi", { name: ["Bo"] } as AnonymizeOptions)).toThrow("name");
  });
});
