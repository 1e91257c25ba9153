import type { SceneParticipant } from "../../src/protocol/scene.ts";

/** Who can play a participant, in the page's words. */
export const playedByChoices: readonly {
  readonly value: SceneParticipant["playedBy"];
  readonly title: string;
}[] = [
  { value: "model", title: "a model" },
  { value: "user", title: "a simulated user with a goal" },
  { value: "chatbot", title: "a chatbot at an address" },
  { value: "person", title: "me" },
  { value: "script", title: "given lines" },
];
