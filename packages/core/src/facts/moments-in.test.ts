import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameMoment, momentsIn } from "./moments-in.ts";

const same = (a: string, b: string) =>
  momentsIn(a).some((one) => momentsIn(b).some((other) => isSameMoment(one, other)));

describe("moments", () => {
  it.each([
    ["born on 3 May 1990", "1990-05-03", true],
    ["May 3rd, 1990", "03.05.1990", true],
    ["3. Mai 1990", "le 3 mai 1990", true],
    ["el 3 de mayo de 1990", "05/03/1990", true],
    ["1er août", "August 1", true],
    ["3 May 1990", "3 May 1991", false],
    ["3 May", "4 May", false],
    ["3.5.90", "3 May 1990", true],
    ["3.5.05", "3 May 2005", true],
    ["3.5.39", "3 May 2039", true],
    ["3.5.40", "3 May 1940", true],
    ["14:30", "2:30 pm", true],
    ["14h30", "14.30 Uhr", true],
    ["at 7 pm", "19:00", true],
    ["at 7 am", "19:00", false],
    ["7:15", "19:15", true],
    ["order 20095\n3 May 1990", "3.5.1990", true],
  ])("%j and %j: %j", (a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });

  it.each(["3 chairs", "the 2 of us", "A-4711", "59.90", "32/05/1990", "may 99", "25:61", "10.5.2", "1990"])(
    "%j holds none",
    (text) => {
      expect(momentsIn(text)).toEqual([]);
    },
  );

  it("are the same however a date is written", () => {
    const names =
      "January February March April May June July August September October November December".split(" ");
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("2099-01-01"), noInvalidDate: true }), (date) => {
        const [day, month, year] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
        const iso = date.toISOString().slice(0, 10);
        return (
          same(iso, `${day} ${names[month]} ${year}`) &&
          same(iso, `${names[month]} ${day}, ${year}`) &&
          same(iso, `${day}.${month + 1}.${year}`) &&
          same(iso, `${month + 1}/${day}/${year}`)
        );
      }),
      { numRuns: 50 },
    );
  });
});
