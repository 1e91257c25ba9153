import { Dialog, type Facts } from "@sdialog/core";
import { userFaults, type UserKnowledge } from "../guards/user-guards.ts";

/** An exchange, and what is wrong with the user's last message in it; nothing where all is well. */
export interface LabelledFault {
  readonly fault: string | undefined;
  readonly dialog: Dialog;
  readonly knowledge: UserKnowledge;
}

/** The exchanges of a file of `fixtures/user-faults`: what the user knows first, then `fault | said / answered / said`. */
export function labelledFaults(text: string): readonly LabelledFault[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const goal = lines.flatMap((line) => (line.startsWith("goal: ") ? [line.slice(6)] : []));
  const facts: Facts = Object.fromEntries(
    lines.flatMap((line) => (line.startsWith("fact: ") ? [line.slice(6).split(" = ")] : [])),
  ) as Facts;
  return lines.flatMap((line, index) => {
    const [label, said] = line.split(" | ");
    if (said === undefined) return [];
    const turns = said
      .split(" / ")
      .map((words, place) => ({ speaker: place % 2 === 0 ? "User" : "Bot", text: words }));
    return {
      fault: label === "none" ? undefined : label,
      dialog: new Dialog({ id: index, turns }),
      knowledge: { user: "User", facts, goal },
    };
  });
}

/** What is found to be wrong with the user's last message. */
export async function lastFaults({ dialog, knowledge }: LabelledFault): Promise<readonly string[]> {
  const [all, before] = [dialog.turns, dialog.turns.slice(0, -1)];
  const [withIt, without] = [
    await userFaults({ turns: all }, knowledge),
    await userFaults({ turns: before }, knowledge),
  ];
  return Object.keys(withIt).filter((fault) => withIt[fault] !== without[fault]);
}
