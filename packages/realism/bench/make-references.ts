// Writes the references that the package ships from the conversations they are of. Only numbers are written.
// Folders of JSON Lines are named by SDIALOG_REALSIM_PATH (realsim.jsonl) and SDIALOG_DIALOGUES_PATH (star, sgd and
// tm4, one dialogue a line with `meta`); what is not named is left as it is.
import { writeFile } from "node:fs/promises";
import type { Dialog } from "@sdialog/core";
import { readDialogs } from "@sdialog/evaluation";
import { fingerprintDialogs, makeReference } from "../src/index.ts";

const { SDIALOG_REALSIM_PATH: realsim, SDIALOG_DIALOGUES_PATH: dialogues } = process.env;
const meta = ({ extra }: Dialog): Readonly<Record<string, unknown>> =>
  (extra["meta"] ?? {}) as Readonly<Record<string, unknown>>;

if (realsim === undefined) console.log("SDIALOG_REALSIM_PATH is not set: realsim is left as it is.");
else
  await write(
    "realsim",
    realsim,
    "user",
    undefined,
    "981 real conversations with assistants, collected for realsim (arXiv 2605.02624)",
  );
if (dialogues === undefined)
  console.log("SDIALOG_DIALOGUES_PATH is not set: star, sgd and taskmaster are left as they are.");
else {
  const several = (names: unknown): string | null =>
    Array.isArray(names)
      ? names.length === 1
        ? String(names[0]).replace(/_\d+$/, "").toLowerCase()
        : "several"
      : null;
  await write(
    "star",
    `${dialogues}/star.jsonl`,
    "User",
    (dialog) => several(meta(dialog)["domains"]),
    "the user's side of STAR (Mosig et al. 2020; RasaHQ/STAR, MIT)",
  );
  await write(
    "sgd",
    `${dialogues}/sgd.jsonl`,
    "User",
    (dialog) => several(meta(dialog)["services"]),
    "the user's side of Schema-Guided Dialogue (Rastogi et al. 2020; Google, CC-BY-SA 4.0)",
  );
  await write(
    "taskmaster",
    `${dialogues}/tm4.jsonl`,
    "Customer",
    undefined,
    "the customer's side of Taskmaster-4 (Google, CC-BY 4.0)",
  );
}

async function write(
  name: string,
  file: string,
  user: string,
  domain: ((dialog: Dialog) => string | null) | undefined,
  source: string,
): Promise<void> {
  const { fingerprints } = await fingerprintDialogs(readDialogs(file), { user, domain, language: "en" });
  const reference = makeReference(fingerprints, {
    name,
    source,
    rows: name === "realsim" ? undefined : 500,
    seed: 1,
  });
  const text = `${JSON.stringify(reference)}\n`;
  await writeFile(new URL(`../src/references/data/${name}.json`, import.meta.url), text);
  console.log(
    `${name}: ${reference.n} conversations, ${Object.keys(reference.domains).length - 1} domains, ${Math.round(text.length / 1000)} kB`,
  );
}
