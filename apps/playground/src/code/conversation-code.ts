import type { Dialog } from "@sdialog/core";
import type { Scene } from "../protocol/scene.ts";
import { givenAttributes } from "../scene/scene-persona.ts";
import { CodeFile, dataCode, identifier, objectCode } from "./code-file.ts";
import { participantCode } from "./participant-code.ts";

/**
 * The program that holds a conversation, as TypeScript that runs as it is.
 *
 * @param from the dialogue it goes on from, and how many of its turns are kept
 */
export function conversationCode(
  scene: Scene,
  from?: { readonly dialog: Dialog; readonly turn: number },
): string {
  const file = new CodeFile();
  const names = new Set<string>();
  const participants = scene.participants.map((participant, index) => {
    const name = identifier(String(participant.persona.attributes["name"] ?? `speaker ${index + 1}`), names);
    names.add(name);
    return { name, code: participantCode(file, participant) };
  });
  const hasPerson = scene.participants.some(({ playedBy }) => playedBy === "person");
  const options = objectCode({
    participants: `[${participants.map(({ name }) => name).join(", ")}]`,
    context: contextCode(file, scene),
    turnTaking: turnTakingCode(file, scene),
    maxTurns: String(scene.maxTurns),
  });
  return file.text([
    ...(hasPerson ? [linesCode(file), ""] : []),
    ...participants.map(({ name, code }) => `const ${name} = ${code};`),
    "",
    `const conversation = new ${file.use("Conversation", "@sdialog/agents")}(${options});`,
    ...runCode(file, scene, from),
    "dialog.print({ orchestration: true, think: true, tools: true });",
    `await ${file.use("saveDialog", "@sdialog/core/fs")}(dialog, "dialog.json");`,
    ...(hasPerson ? ["lines.close();"] : []),
  ]);
}

function runCode(
  file: CodeFile,
  { seed }: Scene,
  from: { readonly dialog: Dialog; readonly turn: number } | undefined,
): string[] {
  if (from === undefined) return [`const dialog = await conversation.run({ seed: ${seed} });`];
  const { Dialog, branch } = {
    Dialog: file.use("Dialog", "@sdialog/core"),
    branch: file.use("branch", "@sdialog/agents"),
  };
  return [
    "",
    "// What was said before.",
    `const original = new ${Dialog}(${dataCode(keptPart(from))});`,
    `const dialog = await ${branch}(original, ${from.turn}, conversation, { seed: ${seed} });`,
  ];
}

/** Of the original only what the continuation depends on. */
function keptPart({ dialog, turn }: { readonly dialog: Dialog; readonly turn: number }): object {
  let uttered = 0;
  const events = dialog.events?.filter(({ action }) => {
    const kept = uttered < turn;
    if (action === "utter") uttered++;
    return kept;
  });
  return {
    id: dialog.id,
    seed: dialog.seed,
    turns: dialog.turns.slice(0, turn),
    ...(events === undefined ? {} : { events }),
  };
}

function contextCode(file: CodeFile, { context }: Scene): string | undefined {
  const given = givenAttributes(context);
  if (Object.keys(given).length === 0) return undefined;
  return `new ${file.use("Context", "@sdialog/core")}(${dataCode(given, "  ")})`;
}

function turnTakingCode(file: CodeFile, { turnTaking, participants }: Scene): string | undefined {
  const use = (name: string): string => file.use(name, "@sdialog/agents");
  switch (turnTaking) {
    case "alternate":
      return undefined;
    case "random":
      return `${use("noRepeat")}(${use("randomOrder")}())`;
    case "addressed":
      return `${use("addressed")}()`;
    case "llm-select":
      return `${use("llmSelect")}({ model: ${JSON.stringify(participants[0]?.model)} })`;
  }
}

/** Where a person types. */
function linesCode(file: CodeFile): string {
  const create = file.use("createInterface", "node:readline/promises");
  return `const lines = ${create}({ input: process.stdin, output: process.stdout });`;
}
