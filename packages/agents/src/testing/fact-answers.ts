import { Dialog } from "@sdialog/core";
import { userFaults } from "../guards/user-guards.ts";

/** An answer to a question for the only fact there is, and whether it tells it as it is. */
export interface FactAnswer {
  readonly name: string;
  readonly value: string;
  readonly question: string;
  readonly answer: string;
  readonly isRight: boolean;
}

/** The answers of a file of `fixtures/fact-answers`: `name = value | question`, and below it `+ right` and `- wrong`. */
export function factAnswers(text: string): readonly FactAnswer[] {
  let [name, value, question] = ["", "", ""];
  return text.split("\n").flatMap((line) => {
    if (line === "" || line.startsWith("#")) return [];
    if (/^[+-] /.test(line)) {
      return [{ name, value, question, answer: line.slice(2), isRight: line.startsWith("+") }];
    }
    [name = "", value = "", question = ""] = line.split(/ = | \| /);
    return [];
  });
}

/** Whether an answer is taken for one that makes its fact up. */
export async function isAccused({ name, value, question, answer }: FactAnswer): Promise<boolean> {
  const dialog = new Dialog({
    turns: [
      { speaker: "User", text: "Hi" },
      { speaker: "Bot", text: question },
      { speaker: "User", text: answer },
    ],
  });
  return "invented_fact" in (await userFaults(dialog, { user: "User", facts: { [name]: value } }));
}
