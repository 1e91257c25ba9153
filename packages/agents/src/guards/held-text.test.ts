import { expect, it } from "vitest";
import { heldText } from "./held-text.ts";

const heldIn = (text: string, question?: string): string =>
  heldText(text, question)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[ ,.:]+|(?<=[^ ])[ ,.:]+$/g, "")
    .trim();

it.each([
  // Put right.
  ["Monday, no, sorry, Tuesday", "Tuesday"],
  ["Tuesday... I mean Wednesday", "Wednesday"],
  ["Leeds? No, York.", "York"],
  ["Leeds, no Bath", "Bath"],
  ["84231, sorry, 84213", "84213"],
  ["8421 wait, no: 84213", "84213"],
  ["I think 84312, no hang on, 84213", "84213"],
  ["8:40? No, 8:50.", "8:50"],
  ["Friday, or actually Thursday.", "Thursday"],
  ["Mittwoch, äh nein, Donnerstag", "Donnerstag"],
  ["Am Mittwoch, ach Quatsch, Freitag", "Freitag"],
  ["jeudi... enfin plutôt mardi", "mardi"],
  ["jeudi, non pardon, vendredi", "vendredi"],
  ["el lunes, no, perdón, el martes", "el martes"],
  ["el lunes, digo, el jueves", "el jueves"],
  ["lunes no, mejor viernes", "viernes"],
  // Denied, or left behind.
  ["not red but blue", "blue"],
  ["Not Leeds, York.", "York"],
  ["York, not Leeds", "York"],
  ["It isn't red, it's blue", "It , it's blue"],
  ["Nicht rot, sondern blau", "blau"],
  ["kein rotes, ein grünes", "ein grünes"],
  ["pas rouge mais bleu", "bleu"],
  ["Pas à Lyon, à Nice", "à Nice"],
  ["no Jaén sino Cádiz", "Cádiz"],
  ["I moved from Hull to Leeds", "I to Leeds"],
  ["Todavía no estoy segura", ""],
  // Nothing of the kind.
  ["No, the 3rd", "No, the 3rd"],
  ["It's 84213. Let me check... yes, 84213.", "It's 84213. Let me check... yes, 84213"],
  ["Yes, sorry, Tuesday", "Yes, sorry, Tuesday"],
  ["Lyon, 3,5 km", "Lyon, 3,5 km"],
  ["3, sorry for the wait", "3, sorry for the wait"],
  ["Second floor, no lift", "Second floor"],
  ["Room 12, no. 5", "Room 12, no. 5"],
])("%j holds %j", (text, held) => {
  expect(heldIn(text)).toBe(held);
});

it.each([
  ["en Huelva no, en Jaén", "Jaén"],
  ["con mi tía no, con mi primo", "mi primo"],
  ["a Jaén no, mejor a Huelva", "a Huelva"],
  ["no, en Jaén", "no, en Jaén"],
])("in Spanish, %j holds %j", (text, held) => {
  expect(heldIn(text, "¿Dónde?")).toBe(held);
});

it("takes what stands behind a bare no for denied in Spanish", () => {
  expect(heldIn("lunes, no martes", "¿Qué día?")).toBe("lunes");
});

it("leaves every place where it is", () => {
  const text = "Monday, no, sorry, Tuesday the 5th";
  expect(heldText(text)).toHaveLength(text.length);
  expect(heldText(text).indexOf("Tuesday")).toBe(text.indexOf("Tuesday"));
});
