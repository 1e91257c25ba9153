import { lookUp, registered } from "@sdialog/core";
import type { SceneParticipant } from "../protocol/scene.ts";
import { chatbotSpec } from "../scene/scene-chatbot.ts";
import { givenAttributes } from "../scene/scene-persona.ts";
import { type CodeFile, dataCode, objectCode } from "./code-file.ts";

const ours = { personas: "@sdialog/personas", orchestrators: "@sdialog/orchestrators" };

/** A participant as an expression. */
export function participantCode(file: CodeFile, participant: SceneParticipant): string {
  const name = JSON.stringify(participant.persona.attributes["name"] ?? "");
  const use = (what: string): string => file.use(what, "@sdialog/agents");
  switch (participant.playedBy) {
    case "model":
      return agentCode(file, participant);
    case "user":
      return userCode(file, participant);
    case "chatbot": {
      const spec = dataCode(chatbotSpec(participant), "  ");
      const connector = `${file.use("chatbotOf", "@sdialog/runner")}(${spec}, "the chatbot")`;
      return `${use("chatbot")}(${connector}, { name: ${name} })`;
    }
    case "person":
      return withPersonaCode(
        file,
        participant,
        `${use("human")}(${name}, async () => (await lines.question(${name} + ": ")) || undefined)`,
      );
    case "script":
      return withPersonaCode(
        file,
        participant,
        `${use("scripted")}(${name}, ${dataCode(participant.lines, "  ")})`,
      );
  }
}

function withPersonaCode(file: CodeFile, participant: SceneParticipant, code: string): string {
  const entries = objectCode({
    persona: dataCode(givenAttributes(participant.persona.attributes)),
    noise: noiseCode(file, participant),
  });
  return `{ ...${code}, ...${entries} }`;
}

function userCode(file: CodeFile, participant: SceneParticipant): string {
  const { persona, model, temperature, goal, details, facts, orchestrators } = participant;
  const options = objectCode({
    persona: personaCode(file, persona),
    goal: JSON.stringify(goal),
    details: details === "" ? undefined : JSON.stringify(details),
    facts: factsCode(facts),
    model: JSON.stringify(model),
    settings: temperature === null ? undefined : `{ temperature: ${temperature} }`,
    orchestrators: orchestrators.length === 0 ? undefined : rulesCode(file, orchestrators),
    noise: noiseCode(file, participant),
  });
  return `${file.use("goalDirectedUser", "@sdialog/agents")}(${options})`;
}

function factsCode(facts: SceneParticipant["facts"]): string | undefined {
  return Object.keys(facts).length === 0 ? undefined : dataCode(facts, "  ");
}

function personaCode(file: CodeFile, { type, attributes }: SceneParticipant["persona"]): string {
  const made = file.use(type, lookUp("persona", type).from ?? ours.personas);
  return `new ${made}(${dataCode(givenAttributes(attributes), "  ")})`;
}

function agentCode(file: CodeFile, participant: SceneParticipant): string {
  const { persona, model, temperature, think, firstUtterance, details, facts, tools, orchestrators } =
    participant;
  const options = objectCode({
    persona: personaCode(file, persona),
    model: JSON.stringify(model),
    temperature: temperature === null ? undefined : String(temperature),
    think: think ? "true" : undefined,
    firstUtterance: firstUtterance === "" ? undefined : JSON.stringify(firstUtterance),
    dialogueDetails: details === "" ? undefined : JSON.stringify(details),
    facts: factsCode(facts),
    tools:
      tools.length === 0
        ? undefined
        : `[${tools.map((name) => file.use(name, "@sdialog/playground/tools")).join(", ")}]`,
    orchestrators: orchestrators.length === 0 ? undefined : rulesCode(file, orchestrators),
    noise: noiseCode(file, participant),
  });
  return `new ${file.use("Agent", "@sdialog/agents")}(${options})`;
}

function rulesCode(file: CodeFile, rules: SceneParticipant["orchestrators"]): string {
  const codes = rules.map(({ type, ...args }) => {
    const kind = registered("policy").some(({ name }) => name === type) ? "policy" : "orchestrator";
    const { from } = lookUp(kind, type);
    const entries = Object.entries(args).map(([name, value]) => [
      name,
      isPattern(value) && from === ours.orchestrators ? patternCode(value) : dataCode(value, "    "),
    ]);
    const options = objectCode(Object.fromEntries(entries) as Record<string, string>, "    ");
    if (from === ours.orchestrators) return `new ${file.use(type, from)}(${options})`;
    // How a rule of somebody else is made, only its entry knows.
    if (from !== undefined) file.load(from);
    return `${file.use("createByName", "@sdialog/core")}("${kind}", ${JSON.stringify(type)}, ${options})`;
  });
  return `[\n${codes.map((code) => `    ${code},`).join("\n")}\n  ]`;
}

interface Pattern {
  readonly pattern: string;
  readonly flags?: string;
}

function isPattern(value: unknown): value is Pattern {
  return typeof value === "object" && value !== null && "pattern" in value;
}

function patternCode({ pattern, flags = "" }: Pattern): string {
  const given = flags === "" ? "" : `, ${JSON.stringify(flags)}`;
  return `new RegExp(${JSON.stringify(pattern)}${given})`;
}

function noiseCode(file: CodeFile, { noise, model }: SceneParticipant): string | undefined {
  const use = (name: string): string => file.use(name, "@sdialog/generators");
  const { kind, activation } = noise;
  switch (kind) {
    case "none":
      return undefined;
    case "typing":
      return `${use("ruleNoise")}({ rules: [${use("typo")}(), ${use("keyboard")}()], activation: ${activation} })`;
    case "speech":
      return `${use("ruleNoise")}({ rules: [${use("speechRecognition")}()], activation: ${activation} })`;
    case "semantic":
      return `${use("semanticNoise")}({ activation: ${activation}, model: ${JSON.stringify(model)} })`;
  }
}
