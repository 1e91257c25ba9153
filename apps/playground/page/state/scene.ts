import type { Scene, SceneParticipant } from "../../src/protocol/scene.ts";
import { stored } from "./stored.ts";

/** How a conversation goes before anybody has chosen. */
export const firstSettings = { turnTaking: "alternate", seed: 7, maxTurns: 12 } as const;

/** What the page starts with the first time. */
const firstScene: Scene = {
  participants: [
    participant({ name: "Alice", role: "friendly barista", personality: "cheerful and helpful" }),
    participant({ name: "Bob", role: "customer", personality: "curious and polite" }),
  ],
  context: { location: "Downtown cafe" },
  ...firstSettings,
};

/** The scene that is being set up. */
export const scene = stored<Scene>("scene", firstScene, looksLikeScene);

export function participant(attributes: Readonly<Record<string, unknown>>): SceneParticipant {
  return {
    playedBy: "model",
    persona: { type: "Persona", attributes },
    model: "local:pocket",
    temperature: null,
    think: false,
    firstUtterance: "",
    details: "",
    goal: "",
    facts: {},
    lines: [],
    chatbot: { type: "openai" },
    tools: [],
    orchestrators: [],
    noise: { kind: "none", activation: 0.5 },
  };
}

export function setScene(changes: Partial<Scene>): void {
  scene.value = { ...scene.value, ...changes };
}

export function setParticipant(index: number, changes: Partial<SceneParticipant>): void {
  const participants = scene.value.participants.map((each, at) =>
    at === index ? { ...each, ...changes } : each,
  );
  setScene({ participants });
}

export function addParticipant(): void {
  const { participants } = scene.value;
  setScene({ participants: [...participants, participant({ name: `Guest ${participants.length + 1}` })] });
}

export function removeParticipant(index: number): void {
  setScene({ participants: scene.value.participants.filter((_each, at) => at !== index) });
}

export function resetScene(): void {
  scene.value = firstScene;
}

/** Names as the conversation gives them: the nameless by their number, the second of a name marked. */
export function namesOf({ participants }: Scene): string[] {
  const taken = new Set<string>();
  return participants.map(({ persona }, index) => {
    const given = String(persona.attributes["name"] ?? "").trim();
    const base = given === "" ? `Speaker ${index + 1}` : given;
    let name = base;
    for (let copy = 2; taken.has(name); copy++) name = `${base} ${copy}`;
    taken.add(name);
    return name;
  });
}

function looksLikeScene(value: unknown): boolean {
  const { participants, seed, maxTurns } = value as Partial<Scene>;
  const rest = typeof seed === "number" && typeof maxTurns === "number";
  return rest && Array.isArray(participants) && participants.every(looksLikeParticipant);
}

function looksLikeParticipant(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    ["persona", "noise", "tools", "lines", "chatbot"].every((key) => key in value)
  );
}
