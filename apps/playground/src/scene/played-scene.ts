import { resolveModel } from "@sdialog/llm";
import type { Scene, SceneParticipant } from "../protocol/scene.ts";

/**
 * The scene as it can be played. A demonstration model cannot follow instructions as goal-directed users must: it plays
 * the person as an agent that is told what it wants, and cannot tell that it has it.
 */
export async function playedScene(scene: Scene): Promise<Scene> {
  return { ...scene, participants: await Promise.all(scene.participants.map(playedParticipant)) };
}

/** Whether somebody only plays at having a goal. */
export function isPlayedDown(before: Scene, played: Scene): boolean {
  return before.participants.some(({ playedBy }, at) => playedBy !== played.participants[at]?.playedBy);
}

async function playedParticipant(participant: SceneParticipant): Promise<SceneParticipant> {
  if (participant.playedBy !== "user" || !(await isDemonstration(participant.model))) return participant;
  const { goal, details } = participant;
  const told = [
    ...(goal.trim() === "" ? [] : [`What you want: ${goal}`]),
    ...(details === "" ? [] : [details]),
  ];
  return {
    ...participant,
    playedBy: "model",
    details: told.join("\n"),
    tools: [],
    think: false,
    firstUtterance: "",
  };
}

/** A model that cannot be had is asked for again when it is to speak, and told of then. */
async function isDemonstration(model: string): Promise<boolean> {
  return resolveModel(model).then(
    ({ notice }) => notice !== undefined,
    () => false,
  );
}
