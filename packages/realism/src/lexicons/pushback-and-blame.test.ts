import { readFileSync } from "node:fs";
import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../fingerprint/fingerprint.ts";

type Row = readonly [language: string, label: string, text: string];

function rowsOf(file: string): readonly Row[] {
  const text = readFileSync(new URL(`../../fixtures/said/${file}.txt`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" | ") as unknown as Row);
}

function featuresOf(language: string, text: string) {
  const dialog = new Dialog({ turns: [{ speaker: "User", text }] });
  const found = fingerprint(dialog, { user: "User", language })?.features;
  if (found === undefined) throw new Error("nobody spoke");
  return found;
}

const labelOf = (language: string, text: string): string =>
  featuresOf(language, text).pushback_rate === 1 ? "pushback" : "none";

/** Whether words that judge are taken for what they say: blame for blame, and neither praise nor a denial for it. */
function isRight([language, label, text]: Row): boolean {
  const { accusatory_rate, pushback_rate, emotional_expression_rate } = featuresOf(language, text);
  if (label === "blame") return accusatory_rate === 1;
  return (
    accusatory_rate === 0 && pushback_rate === 0 && (label === "praise" || emotional_expression_rate === 0)
  );
}

const languages = ["en", "de", "fr", "es"];
const share = (rows: readonly Row[], holds: (row: Row) => boolean): number =>
  rows.filter(holds).length / rows.length;

describe("pushback, with what people put between its words", () => {
  it.each(rowsOf("pushback-seen"))("%s, %s: %s", (language, label, text) => {
    expect(labelOf(language, text)).toBe(label);
  });

  it.each(languages)("%s: found in nearly all of more sentences, and seldom in others", (language) => {
    const rows = rowsOf("pushback-more").filter((row) => row[0] === language);
    for (const label of ["pushback", "none"]) {
      const labelled = rows.filter((row) => row[1] === label);
      expect(labelled.length).toBeGreaterThanOrEqual(19);
      expect(share(labelled, ([, , text]) => labelOf(language, text) === label)).toBeGreaterThanOrEqual(0.9);
    }
  });
});

describe("what is judged by its contrary", () => {
  it.each(rowsOf("praise-and-blame-seen"))("%s, %s: %s", (...row) => {
    expect(isRight(row)).toBe(true);
  });

  it.each(languages)("%s: in most of more sentences", (language) => {
    const rows = rowsOf("praise-and-blame-more").filter((row) => row[0] === language);
    expect(rows).toHaveLength(30);
    expect(share(rows, isRight)).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ["en", "This is not really a scam.", "This is a scam."],
    ["en", "You are never useless.", "You are useless."],
    ["de", "Das ist keine Frechheit.", "Das ist eine Frechheit."],
    ["de", "Sie sind nicht unfähig.", "Sie sind unfähig."],
    ["fr", "Ce n'est pas une arnaque.", "C'est une arnaque."],
    ["fr", "Ce n'est vraiment pas ridicule.", "C'est vraiment ridicule."],
    ["es", "No es una estafa.", "Es una estafa."],
    ["es", "No es para nada ridículo.", "Es ridículo."],
    // What is denied may end before the blame begins.
    ["en", "It is not. I am sure.", "It is not. You promised!"],
  ])("%s: %s is no blame, %s is", (language, denied, said) => {
    expect(featuresOf(language, denied).accusatory_rate).toBe(0);
    expect(featuresOf(language, said).accusatory_rate).toBe(1);
  });
});
