import type { Scene, SceneParticipant } from "../../src/protocol/scene.ts";
import { catalog } from "../state/catalog.ts";
import { playedByChoices } from "../state/players.ts";
import { namesOf } from "../state/scene.ts";

/** One thing of a scene that a branch can have otherwise. */
export interface SceneChange {
  readonly id: string;
  readonly title: string;
  readonly kind: "text" | "number" | "choice";
  readonly choices?: readonly (string | { readonly value: string; readonly title: string })[];
  readonly value: string;
  readonly apply: (value: string) => Scene;
}

/** Everything of a scene that a branch can have otherwise. */
export function sceneChanges(scene: Scene): readonly SceneChange[] {
  const names = namesOf(scene);
  return [
    {
      id: "seed",
      title: "Seed",
      kind: "number",
      value: String(scene.seed),
      apply: (value) => ({ ...scene, seed: Math.max(0, Math.trunc(Number(value))) }),
    },
    {
      id: "maxTurns",
      title: "Most turns",
      kind: "number",
      value: String(scene.maxTurns),
      apply: (value) => ({ ...scene, maxTurns: Math.max(1, Math.trunc(Number(value))) }),
    },
    ...scene.participants.flatMap((participant, index) =>
      participantChanges(participant, names[index] ?? "", (changed) => ({
        ...scene,
        participants: scene.participants.map((each, at) => (at === index ? changed : each)),
      })),
    ),
    ...(catalog.value?.context.fields ?? []).map(({ name, label }): SceneChange => ({
      id: `context.${name}`,
      title: `Scene: ${label}`,
      kind: "text",
      value: String(scene.context[name] ?? ""),
      apply: (value) => ({ ...scene, context: { ...scene.context, [name]: value } }),
    })),
  ];
}

function participantChanges(
  participant: SceneParticipant,
  name: string,
  put: (changed: SceneParticipant) => Scene,
): SceneChange[] {
  const { persona, noise, playedBy, model, temperature } = participant;
  const form = catalog.value?.personas.find(({ type }) => type === persona.type);
  // A branch goes on under the same names.
  const fields = form?.fields.filter((field) => field.name !== "name") ?? [];
  return [
    {
      id: `${name}.playedBy`,
      title: `${name}: played by`,
      kind: "choice",
      choices: playedByChoices,
      value: playedBy,
      apply: (value) => put({ ...participant, playedBy: value as typeof playedBy }),
    },
    {
      id: `${name}.model`,
      title: `${name}: model`,
      kind: "text",
      value: model,
      apply: (value) => put({ ...participant, model: value }),
    },
    {
      id: `${name}.temperature`,
      title: `${name}: temperature`,
      kind: "number",
      value: temperature === null ? "" : String(temperature),
      apply: (value) => put({ ...participant, temperature: value === "" ? null : Number(value) }),
    },
    {
      id: `${name}.noise`,
      title: `${name}: noise`,
      kind: "choice",
      choices: ["none", "typing", "speech", "semantic"],
      value: noise.kind,
      apply: (value) => put({ ...participant, noise: { ...noise, kind: value as typeof noise.kind } }),
    },
    {
      id: `${name}.instruction`,
      title: `${name}: instruction from here on`,
      kind: "text",
      value: "",
      apply: (value) =>
        put({
          ...participant,
          orchestrators: [
            ...participant.orchestrators,
            { type: "SimpleReflexOrchestrator", condition: { pattern: "", flags: "" }, instruction: value },
          ],
        }),
    },
    ...fields.map((field): SceneChange => ({
      id: `${name}.${field.name}`,
      title: `${name}: ${field.label}`,
      kind: "text",
      value: String(persona.attributes[field.name] ?? ""),
      apply: (value) =>
        put({
          ...participant,
          persona: { ...persona, attributes: { ...persona.attributes, [field.name]: value } },
        }),
    })),
  ];
}
