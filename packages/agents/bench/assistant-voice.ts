// Whether it is noticed that a simulated user speaks as the assistant: in dialogues of people the assistant's side takes
// the user's place. Of each file of SDIALOG_LOGS (JSON Lines of dialogues, separated by commas) a thousand, from the number
// that is given on, in halves: how many dialogues and turns of the assistants are found, and how many turns of the people
// are taken for an assistant's. SDIALOG_ASSISTANTS names the assistants.
import { basename } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { noRoleInversion } from "../src/guards/no-role-inversion.ts";

const files = (process.env["SDIALOG_LOGS"] ?? "").split(",").filter((file) => file !== "");
const assistants = (process.env["SDIALOG_ASSISTANTS"] ?? "System,Assistant,assistant,Barista").split(",");
if (files.length === 0) console.log("skipped: SDIALOG_LOGS names no files of dialogues");
const from = Number(process.argv[2] ?? 0);
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const guard = noRoleInversion(["one"]);
const isFound = (text: string): boolean =>
  !(guard.check(text, { speaker: "one" } as never) as { readonly pass: boolean }).pass;

for (const file of files) {
  const dialogs = [];
  let passed = 0;
  for await (const dialog of loadDialogs(file)) {
    if (passed++ >= from) dialogs.push(dialog);
    if (dialogs.length === 1000) break;
  }
  for (const half of [0, 1]) {
    let [found, all, turns, foundTurns, people, mistaken] = [0, 0, 0, 0, 0, 0];
    for (const dialog of dialogs.filter((_, index) => index % 2 === half)) {
      let any = false;
      for (const { speaker, text } of dialog.turns) {
        const finds = isFound(text);
        if (!assistants.includes(speaker ?? "")) {
          people++;
          if (finds) mistaken++;
          continue;
        }
        turns++;
        if (finds) foundTurns++;
        any ||= finds;
      }
      all++;
      if (any) found++;
    }
    console.log(
      `${basename(file)}, every other one from the ${half === 0 ? "first" : "second"}: ${share(found, all)} of ${all} dialogues, ${share(foundTurns, turns)} of ${turns} turns; ${mistaken} of ${people} turns of people (${((100 * mistaken) / people).toFixed(2)} %)`,
    );
  }
}
