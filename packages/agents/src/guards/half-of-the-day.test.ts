import { describe, expect, it } from "vitest";
import { contradictedFacts } from "./contradicted-facts.ts";

const said = (text: string, value: string, question: string) =>
  contradictedFacts(text, {
    facts: { "arrival time": value },
    told: [],
    speaker: "User",
    turns: [{ speaker: "Bot", text: question }],
  });

const times = [
  [6, 45],
  [8, 30],
  [7, 0],
  [9, 15],
  [10, 5],
  [11, 20],
] as const;

/** Ways to say a time in a half of the day; `{h}` is the hour, `{m}` are its minutes in two digits. */
const ways: readonly (readonly [question: string, am: readonly string[], pm: readonly string[]])[] = [
  [
    "What time do you arrive?",
    ["{h}:{m} in the morning", "At {h}.{m} in the morning, please.", "In the morning, at {h}:{m}."],
    ["{h}:{m} in the evening", "It's at {h}:{m} in the evening.", "In the evening at {h}:{m}."],
  ],
  [
    "Um wie viel Uhr kommen Sie an?",
    ["{h}:{m} Uhr morgens", "Um {h} Uhr {m} morgens.", "Morgens um {h}:{m}.", "Um {h}:{m} Uhr am Vormittag"],
    ["{h}:{m} Uhr abends", "Um {h} Uhr {m} abends.", "Abends um {h}.{m} Uhr.", "{h}:{m} Uhr am Abend"],
  ],
  [
    "À quelle heure arrivez-vous ?",
    ["{h}h{m} du matin", "À {h} h {m} du matin.", "{h} heures {m} du matin", "Le matin à {h}h{m}."],
    ["{h}h{m} du soir", "À {h} h {m} du soir.", "{h} heures {m} du soir", "Le soir, à {h}h{m}."],
  ],
  [
    "¿A qué hora llega?",
    ["A las {h}:{m} de la mañana.", "A las {h} y {m} de la mañana", "Por la mañana, a las {h}:{m}."],
    ["A las {h}:{m} de la tarde.", "A las {h} y {m} de la tarde", "Por la noche a las {h}:{m}."],
  ],
];

const two = (minutes: number): string => String(minutes).padStart(2, "0");

describe.each(ways)("the half of the day, asked as %j", (question, am, pm) => {
  const filled = (way: string, hour: number, minutes: number): string =>
    way.replace("{h}", String(hour)).replace("{m}", two(minutes));
  // "A las 7 y 00" is said by nobody.
  const cases = times.flatMap(([hour, minutes]) =>
    [
      [am, "am", "pm", hour],
      [pm, "pm", "am", hour + 12],
    ].flatMap(([some, half, other, of24]) =>
      (some as readonly string[])
        .filter((way) => minutes !== 0 || !way.includes(" y "))
        .map((way) => ({
          text: filled(way, hour, minutes),
          right: [`${hour}:${two(minutes)} ${half as string}`, `${two(of24 as number)}:${two(minutes)}`],
          wrong: `${hour}:${two(minutes)} ${other as string}`,
        })),
    ),
  );

  it.each(cases)("$text is no $wrong", ({ text, right, wrong }) => {
    expect(said(text, wrong, question)).toHaveLength(1);
    for (const value of right) expect([value, said(text, value, question)]).toEqual([value, []]);
  });
});

it.each([
  ["2:30 at night", "2:30 am", 0],
  ["2:30 at night", "2:30 pm", 1],
  ["11 at night", "11 pm", 0],
  ["12:15 at night", "0:15", 0],
  ["12:30 in the afternoon", "12:30 pm", 0],
  ["6:45", "6:45 pm", 0],
  ["6:45 pm", "6:45 pm", 0],
  ["6:45 pm in the evening", "6:45 pm", 0],
  ["quarter to seven in the morning", "6:45 pm", 1],
  ["quarter to seven in the evening", "6:45 pm", 0],
  ["18:45 in the evening", "6:45 pm", 0],
  ["6:45 in the evening, not 6:45 in the morning", "6:45 pm", 0],
])("%j of %s", (text, value, found) => {
  expect(said(text, value, "What time do you arrive?")).toHaveLength(found);
});

/** How a morning's time is written where a day has 24 hours, and how it is where nothing says so. */
const in24 = [
  (hour: number, minutes: number): string => `${two(hour)}:${two(minutes)}`,
  (hour: number, minutes: number): string => `${two(hour)}.${two(minutes)}`,
  (hour: number, minutes: number): string => `${hour}:${two(minutes)} Uhr`,
  (hour: number, minutes: number): string => `${hour} Uhr ${two(minutes)}`,
  (hour: number, minutes: number): string => `${hour}h${two(minutes)}`,
  (hour: number, minutes: number): string => `${hour} h ${two(minutes)}`,
];
const inEither = (hour: number, minutes: number): string => `${hour}:${two(minutes)}`;

describe.each(ways)("a fact of 24 hours, asked as %j", (question, am, pm) => {
  const mornings = times
    .filter(([hour, minutes]) => hour < 10 && minutes !== 0)
    .flatMap(([hour, minutes]) => in24.map((form) => ({ hour, minutes, value: form(hour, minutes) })));

  it.each(mornings)("$value is in the morning", ({ hour, minutes, value }) => {
    const filled = (way: string): string => way.replace("{h}", String(hour)).replace("{m}", two(minutes));
    // Who says nothing of the half of the day may mean either.
    const right = [...am.map(filled), `${hour}:${two(minutes)}`, `${two(hour)}:${two(minutes)}`];
    const wrong = [...pm.map(filled), `${hour + 12}:${two(minutes)}`];
    expect(right.filter((answer) => said(answer, value, question).length > 0)).toEqual([]);
    expect(wrong.filter((answer) => said(answer, value, question).length !== 1)).toEqual([]);
    const unsaid = inEither(hour, minutes);
    expect([...right, ...wrong].filter((answer) => said(answer, unsaid, question).length > 0)).toEqual([]);
  });
});

it.each([
  ["12:00", ["noon", "12 pm", "12:00", "at 12", "midday"], ["midnight", "12 am", "12 at night", "00:00"]],
  ["00:00", ["midnight", "12 am", "00:00", "12:00"], ["noon", "12 pm"]],
  ["12:30 Uhr", ["half past twelve", "12:30 pm"], ["12:30 am"]],
  ["07:45 am", ["quarter to eight", "07:45"], ["quarter to eight in the evening", "19:45"]],
])("%s is said by %j, and not by %j", (value, right, wrong) => {
  const question = "What time do you arrive?";
  expect(right.filter((answer) => said(answer, value, question).length > 0)).toEqual([]);
  expect(wrong.filter((answer) => said(answer, value, question).length === 0)).toEqual([]);
});
