import { describe, expect, it } from "vitest";
import { withDigits } from "./number-words.ts";
import { isSameTime, saidMoments } from "./said-moments.ts";

describe("dates and times in words", () => {
  it.each([
    ["half past seven", "7:30 pm", true],
    ["Um halb acht", "19:30", true],
    ["quarter to 6 in the evening", "17:45", true],
    ["quarter to 6 in the evening", "5:45 am", false],
    ["à huit heures du soir", "20h00", true],
    ["une heure et demie", "13:30", true],
    ["a las tres y media", "15:30", true],
    ["a las nueve menos cuarto", "8:45", true],
    ["ten past nine", "9:20", false],
    ["ten after seven", "7:10", true],
    ["nine oh five", "9:05 pm", true],
    ["19 h 15", "19:15", true],
    ["19 heures 15", "19h20", false],
    ["huit heures cinq du matin", "8h05", true],
    ["huit heures cinq du matin", "20h05", false],
    ["huit heures moins vingt", "7h40", true],
    ["sept heures et quart du matin", "19h15", false],
    ["midi et demi", "12:30 pm", true],
    ["fünf vor halb acht", "7:25", true],
    ["fünf nach halb acht", "19:35", true],
    ["zehn nach sieben", "8:10", false],
    ["Viertel drei", "14:15", true],
    ["a las diez menos veinte", "9:40", true],
    ["a las 9:40 de la noche", "9:40 am", false],
    ["1 May '85", "1985-05-01", true],
    ["1. Mai 85", "1986-05-01", false],
    ["May 1, 31", "1931-05-01", true],
    ["1 May 20 people", "2026-05-01", true],
    ["nineteen May nineteen seventy-nine", "19 May 1979", true],
    ["the fourth of the third, 1987", "1987-03-04", true],
    ["zwölfter neunter neunzig", "12.08.1990", false],
    ["Christmas Eve", "24/12", true],
    ["Silvester", "30 December", false],
    ["in 1987", "1987-03-04", true],
    ["since 2019", "1987-03-04", undefined],
    ["noon", "12 pm", true],
    ["12 Uhr am Mittag", "noon", true],
    ["12 Uhr am Mittag", "midnight", false],
    ["ein Uhr mittags", "13:00", undefined],
    ["1 Uhr mittags", "13:00", true],
    ["11 Uhr am Mittag", "23:00", false],
    ["12 at night", "midnight", true],
    ["10 Uhr am Vormittag", "22:00", false],
    ["the sixth of May", "May 6", true],
    ["the 6th", "5 May", false],
    ["in June", "12 June", true],
    ["in July", "12 June", false],
    ["Montag", "lunes", true],
    ["next Friday", "Saturday", false],
    ["Friday", "12 June", undefined],
    ["tomorrow", "mañana", true],
    ["am Morgen", "tomorrow", undefined],
    ["today", "übermorgen", false],
  ])("%j and %j: %j", (a, b, expected) => {
    const [one, other] = [a, b].map((text) => saidMoments(withDigits(text))[0]?.readings ?? []) as [
      never,
      never,
    ];
    expect(isSameTime(one, other)).toBe(expected);
  });
});

it.each([
  ["3 May 1990", 1],
  ["on the 3rd of May at 8:30", 2],
  ["May 3, half past seven", 2],
  ["1990-05-03, a Friday in June", 3],
  ["the 6th, tomorrow at noon", 3],
  ["nothing of the kind", 0],
])("%j tells each moment once: %d", (text, count) => {
  expect(saidMoments(withDigits(text))).toHaveLength(count);
});
