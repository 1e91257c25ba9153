import * as fc from "fast-check";
import { expect, it } from "vitest";
import { comparedAnswers } from "./compared-answers.ts";
import { unitWords } from "./unit-words.ts";
import { userFaults } from "./user-guards.ts";

const question = (name: string): string => `What is your ${name}?`;

async function accused(name: string, value: string, said: string): Promise<boolean> {
  const turns = [
    { speaker: "Bot", text: question(name) },
    { speaker: "User", text: said },
  ];
  return "invented_fact" in (await userFaults({ turns }, { user: "User", facts: { [name]: value } }));
}

function isSame(name: string, value: string, said: string): boolean {
  const turns = [
    { speaker: "Bot", text: question(name) },
    { speaker: "User", text: said },
  ];
  return comparedAnswers({ turns }, { user: "User", facts: { [name]: value } }).same === 1;
}

/** The ways in which a code is typed. */
const spellings = (code: string): readonly string[] =>
  [code, code.replaceAll(" ", ""), code.replaceAll(" ", "-")].flatMap((one) => [one, one.toLowerCase()]);

/** A code with another letter or digit in one place. */
function changed(code: string, at: number, by: number): string {
  const places = [...code].flatMap((sign, place) => (sign === " " ? [] : [place]));
  const place = places[at % places.length] as number;
  const sign = code[place] as string;
  const signs = /\d/.test(sign) ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const other = signs[(signs.indexOf(sign) + 1 + (by % (signs.length - 1))) % signs.length] as string;
  return code.slice(0, place) + other + code.slice(place + 1);
}

const area = fc.stringMatching(/^(?:[A-Z]{1,2}[1-9][0-9]?|[A-Z]{1,2}[1-9][A-Z])$/);
const inward = fc.stringMatching(/^[0-9][ABD-HJLNP-UW-Z]{2}$/);
const postcodes = fc.tuple(area, inward).map((parts) => parts.join(" "));

async function check(name: string, codes: fc.Arbitrary<string>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(codes, fc.nat(), fc.nat(), async (code, at, by) => {
      for (const said of spellings(code)) {
        expect([said, isSame(name, code, said)]).toEqual([said, true]);
        expect([said, await accused(name, code, said)]).toEqual([said, false]);
      }
      for (const said of spellings(changed(code, at, by)))
        expect([said, await accused(name, code, said)]).toEqual([said, true]);
    }),
    { seed: 7, numRuns },
  );
}

it("a postcode is itself in any spelling, and another with another sign", async () => {
  await check("postcode", postcodes, 60);
});

const units = unitWords().filter((word) => /^[a-z]{1,3}$/.test(word));
it.each(units)("%s before or behind a number is no unit of a code", async (unit) => {
  const number = fc.integer({ min: 1000, max: 99_999 }).map(String);
  const letters = unit.toUpperCase();
  await check(
    "serial number",
    number.map((digits) => letters + digits),
    5,
  );
  await check(
    "serial number",
    number.map((digits) => digits + letters),
    5,
  );
  if (letters.length === 1)
    await check(
      "badge",
      number.map((digits) => digits + letters),
      5,
    );
});

it.each([
  ["package weight", "500G", "half a kilo"],
  ["duration", "2H30", "150 minutes"],
  ["length", "120m", "120 metres"],
  ["rent", "USD800", "800 dollars"],
])("a %s of %s is a measure: %s", (name, value, said) => {
  expect(isSame(name, value, said)).toBe(true);
});
