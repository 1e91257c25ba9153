import type { DialogData } from "@sdialog/core";
import type { Scene } from "../../src/protocol/scene.ts";
import { catalog } from "../state/catalog.ts";
import { participant } from "../state/scene.ts";

/**
 * A scene in which a dialogue from elsewhere can go on: its personas as far as the page knows their attributes, its
 * seed, and the rest from the scene that is set up.
 */
export function sceneOfDialog(dialog: DialogData, present: Scene): Scene {
  const names = [
    ...new Set([...Object.keys(dialog.personas ?? {}), ...dialog.turns.map(({ speaker }) => speaker ?? "")]),
  ];
  const participants = names
    .filter((name) => name !== "")
    .map((name) => {
      const attributes = { ...known(dialog.personas?.[name]), name };
      return { ...participant(attributes), model: modelOf(dialog, name) ?? "local:pocket" };
    });
  if (participants.length < 2) return present;
  const context =
    typeof dialog.context === "object" ? inForm(dialog.context ?? {}, "context") : { notes: dialog.context };
  return {
    participants: participants.slice(0, 8),
    context,
    turnTaking: "alternate",
    seed: dialog.seed ?? present.seed,
    maxTurns: Math.min(200, dialog.turns.length + 6),
  };
}

function known(persona: unknown): Record<string, unknown> {
  return typeof persona === "object" && persona !== null
    ? inForm(persona as Record<string, unknown>, "persona")
    : {};
}

function inForm(
  values: Readonly<Record<string, unknown>>,
  kind: "persona" | "context",
): Record<string, unknown> {
  const form =
    kind === "context"
      ? catalog.value?.context
      : catalog.value?.personas.find(({ type }) => type === "Persona");
  const names = new Set(form?.fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

function modelOf({ model, models }: DialogData, name: string): string | undefined {
  const own = (models as Record<string, { name?: string } | null> | undefined)?.[name] ?? model;
  return typeof own === "string" ? own : (own as { name?: string } | null)?.name;
}
