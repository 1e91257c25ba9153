import type { RealismRequest } from "../protocol/realism.ts";
import { CodeFile, dataCode } from "./code-file.ts";

/**
 * The program that compares people and simulated users, to be run in the opened folder.
 * @param files the files of both sides; nothing of people who are a reference
 */
export function realismCode(
  { real, users, seed }: RealismRequest,
  files: { readonly real: readonly string[]; readonly simulated: readonly string[] },
): string {
  const file = new CodeFile();
  const own = "@sdialog/realism";
  const read = (paths: readonly string[]): string =>
    `${file.use("fingerprintDialogs", own)}(${file.use("readDialogs", "@sdialog/evaluation")}(${dataCode(paths)}), { user })`;
  // Other formats than ours are read where their package is loaded.
  if ([...files.real, ...files.simulated].some((path) => !/\.jsonl?$/.test(path)))
    file.load("@sdialog/formats");
  const people = real.startsWith("reference:")
    ? `${file.use("referenceRows", own)}(await ${file.use("loadReference", own)}(${JSON.stringify(real.slice("reference:".length))}))`
    : `(await ${read(files.real)}).fingerprints`;
  return file.text([
    "// Run this in the folder with the dialogues.",
    `const user = ${dataCode(users)};`,
    `const people = ${people};`,
    `const { fingerprints: simulated } = await ${read(files.simulated)};`,
    `const comparison = ${file.use("compareRealism", own)}(people, simulated, { seed: ${seed} });`,
    "const { behaviour, humanLikeness, coverage, gaps } = comparison;",
    `console.log("behaviour", behaviour.value, "told apart", humanLikeness.auc, "coverage", coverage.value);`,
    "for (const { text } of gaps.slice(0, 3)) console.log(text);",
    `await ${file.use("saveRealismReport", own)}(comparison, "realism.html");`,
  ]);
}
