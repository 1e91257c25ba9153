import { expect, it } from "vitest";
import { type AskedKind, askedKinds, directionOf } from "./question-words.ts";

it.each<[string, AskedKind[]]>([
  ["What time do you leave?", ["time"]],
  ["Um wie viel Uhr?", ["time"]],
  ["Which day suits you?", ["date"]],
  ["How long will you stay?", ["duration"]],
  ["Combien de temps restez-vous ?", ["duration"]],
  ["How old are you?", ["age"]],
  ["¿Cuántos años tiene?", ["age"]],
  ["How much is it?", ["money"]],
  ["Wie viel kostet es?", ["money"]],
  ["How many of you are there?", ["count"]],
  ["Wie viele sind es?", ["count"]],
  ["When was that?", ["moment"]],
  ["¿Dónde está?", ["place"]],
  ["Which town is it in?", ["place"]],
  ["Who is that?", ["person"]],
  ["Warum?", ["cause"]],
  ["When and where?", ["moment", "place"]],
  ["Please go on.", []],
])("%j asks for %j", (clause, kinds) => {
  expect(askedKinds(clause)).toEqual(kinds);
});

it.each([
  ["Where do you leave from?", "from"],
  ["Von wo fahren Sie ab?", "from"],
  ["¿De dónde sale?", "from"],
  ["Where are you travelling to?", "to"],
  ["Wohin?", "to"],
  ["Quelle est votre destination ?", "to"],
  ["From where to where?", undefined],
  ["What is your name?", undefined],
  // Nobody goes anywhere.
  ["Who is coming to you?", undefined],
] as const)("%j is about where something goes: %j", (clause, direction) => {
  expect(directionOf(clause)).toBe(direction);
});
