import type { Scene, SceneParticipant } from "../../src/protocol/scene.ts";
import { type Cast, casts } from "../static/casts.ts";
import { firstSettings, participant } from "../state/scene.ts";

/** A scene to begin with. */
export interface Starter {
  readonly title: string;
  /** What happens in it, for whoever hesitates. */
  readonly about: string;
  readonly scene: Scene;
}

/** Scenes that are one click away: kinds of talk that the bundled model knows, then what else a scene can be. */
export const starters: readonly Starter[] = [
  ...Object.entries(casts).map(([title, cast]) => ({
    title,
    about: `${nameAndRole(cast, 0)} and ${nameAndRole(cast, 1)}`,
    scene: sceneOf(cast.map(partOf)),
  })),
  {
    title: "Three friends",
    about: "whoever is addressed by name answers",
    scene: {
      ...sceneOf(
        ["Anna", "Ben", "Chloe"].map((name, at) =>
          participant({ name, role: "friend", personality: ["cheerful", "sceptical", "curious"][at] }),
        ),
      ),
      context: { topics: ["where to go on holiday together"] },
      turnTaking: "addressed",
    },
  },
  {
    title: "You and a barista",
    about: "you say what the customer says",
    scene: sceneOf([
      participant({ name: "Emma", role: "friendly barista", personality: "cheerful and helpful" }),
      played({ name: "Me", role: "customer" }, { playedBy: "person" }),
    ]),
  },
  {
    title: "Test a chatbot",
    about: "a simulated user with a goal talks to your chatbot, whose address you give",
    scene: sceneOf([
      played(
        { name: "Uma", role: "customer", personality: "impatient" },
        {
          playedBy: "user",
          goal: "Find out when your order arrives.\nAsk whether it can be changed.",
          facts: { "order number": "A100" },
        },
      ),
      played({ name: "Chatbot" }, { playedBy: "chatbot" }),
    ]),
  },
];

function sceneOf(participants: SceneParticipant[]): Scene {
  return { participants, context: {}, ...firstSettings };
}

function partOf({ name, role, personality, goal }: Cast[number]): SceneParticipant {
  return participant(
    Object.fromEntries(
      Object.entries({ name, role, personality, circumstances: goal }).filter(([, value]) => value !== ""),
    ),
  );
}

function played(
  attributes: Readonly<Record<string, unknown>>,
  how: Partial<SceneParticipant>,
): SceneParticipant {
  return { ...participant(attributes), ...how };
}

function nameAndRole(cast: Cast, at: 0 | 1): string {
  return `${cast[at].name}, ${cast[at].role}`;
}
