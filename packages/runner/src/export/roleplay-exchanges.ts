import { createHash } from "node:crypto";

import { inquirerName } from "@sdialog/generators";
import { isPlainObject } from "../recipe/paths.ts";

/** As much of a dialogue as is read here; a row of a run has it, and a `Dialog`. */
interface RoleplayDialog {
  readonly id?: unknown;
  readonly turns?: unknown;
  readonly personas?: unknown;
}

export interface Exchange {
  readonly turn: number;
  readonly model_inquirer: string;
  readonly model_responder: string;
}

/** The messages of the person that were answered, with the answers. */
export function exchangesOf({ turns }: RoleplayDialog): Exchange[] {
  const said = (turns ?? []) as readonly { readonly speaker: string; readonly text: string }[];
  const exchanges: Exchange[] = [];
  for (const [index, { speaker, text }] of said.entries()) {
    const answer = said[index + 1];
    if (speaker !== inquirerName || answer === undefined || answer.speaker === inquirerName) continue;
    exchanges.push({ turn: exchanges.length, model_inquirer: text, model_responder: answer.text });
  }
  return exchanges;
}

/** The person of a role play in words. */
export function personOf({ personas }: RoleplayDialog): string {
  const listed = isPlainObject(personas) ? personas[inquirerName] : undefined;
  const person = isPlainObject(listed) ? listed : {};
  if (typeof person["description"] === "string") return person["description"];
  return Object.entries(person)
    .filter(([name]) => !["goal", "orchestrators", "_metadata"].includes(name))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}

/** A message of a role play, where LLM Roleplay tracks it. */
export interface RoleplayText {
  readonly name: "inquirer_output_extract" | "responder_output";
  readonly context: {
    readonly sample_id: string;
    readonly turn: number;
    readonly persona_hash: string;
  };
  readonly text: string;
}

/** Everything that was said in role plays, and who the persons are, by hash. */
export function roleplayTexts(dialogs: readonly RoleplayDialog[]): {
  readonly personas: Readonly<Record<string, string>>;
  readonly texts: readonly RoleplayText[];
} {
  const personas: Record<string, string> = {};
  const texts = dialogs.flatMap((dialog) => {
    const person = personOf(dialog);
    // The hash LLM Roleplay calls a person by.
    const hash = createHash("md5").update(person).digest("hex");
    personas[hash] = person;
    return exchangesOf(dialog).flatMap(({ turn, model_inquirer: asked, model_responder: answer }) => {
      const context = { sample_id: String(dialog.id), turn, persona_hash: hash };
      return [
        { name: "inquirer_output_extract" as const, context, text: asked },
        { name: "responder_output" as const, context, text: answer },
      ];
    });
  });
  return { personas, texts };
}
