import type { DialogEvent, Turn } from "@sdialog/core";
import type { StarEvent } from "./star-data.ts";

/** The corpus calls the person who plays the system the wizard; in dialogues it is the system that speaks. */
function agentName(agent: string): string {
  return agent === "Wizard" ? "System" : agent;
}

/** What is said aloud: typed, or picked among suggestions. Requests for suggestions are the wizard's private notes. */
function turnOf(event: StarEvent): Turn | undefined {
  const isSaid = event.Action === "utter" || event.Action === "pick_suggestion";
  return isSaid && typeof event.Text === "string"
    ? { speaker: agentName(event.Agent), text: event.Text }
    : undefined;
}

export function turnsOf(events: readonly StarEvent[]): Turn[] {
  return events.flatMap((event) => turnOf(event) ?? []);
}

/**
 * All that happened. The content of an event without text, such as a query to the knowledge base or its answer, is
 * whatever the corpus says about it; where the corpus has no time, it is that of the event before.
 */
export function dialogEventsOf(events: readonly StarEvent[]): DialogEvent[] {
  let time = events.find((event) => typeof event.UnixTime === "number")?.UnixTime ?? 0;
  return events.map(({ Agent, Action, ActionLabel, Text, UnixTime, ...details }) => {
    time = UnixTime ?? time;
    return {
      agent: agentName(Agent),
      action: Action,
      actionLabel: ActionLabel ?? null,
      content: Text ?? details,
      timestamp: time,
    };
  });
}

/**
 * What the user was told to do on the way: after how many of their own utterances → what. Instructions given at the
 * same moment are joined; the corpus's counter ("[instruction 1 of 3]") is left out.
 */
export function userInstructionsOf(events: readonly StarEvent[]): Record<number, string> {
  const instructions: Record<number, string> = {};
  let utterances = 0;
  for (const event of events) {
    if (event.Agent === "User" && event.Action === "utter") utterances++;
    if (event.Agent !== "UserGuide" || event.Action !== "instruct" || typeof event.Text !== "string")
      continue;
    const text = event.Text.replace(/(?<!\s)\s*\[instruction \d+ of \d+\]\s*$/i, "").trim();
    const earlier = instructions[utterances];
    instructions[utterances] = earlier === undefined ? text : `${earlier}\n${text}`;
  }
  return instructions;
}

/** What the knowledge base answered, each thing once. */
export function knowledgeOf(events: readonly StarEvent[]): unknown[] {
  const items = events
    .filter((event) => event.Agent === "KnowledgeBase")
    .map((event) => event["Item"])
    .filter((item) => typeof item === "object" && item !== null);
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
