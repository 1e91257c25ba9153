import { surfaceErrors } from "./surface-errors.ts";

/** Something that a turn may be labelled with, and what the label means. */
export interface DimensionLabel {
  readonly name: string;
  readonly description: string;
}

/** One way in which the user's turns of two sets of conversations may differ. */
export interface TurnDimension {
  readonly name: string;
  readonly group: "communicative function" | "user state" | "surface form";
  /** Whether a turn may have several labels, or none. */
  readonly several: boolean;
  /** Who gives the labels: a model, or the text itself. */
  readonly by: "judge" | "text";
  readonly labels: readonly DimensionLabel[];
}

/** Dimensions with their labels, as data: change them, and raise the version. */
export interface DimensionSet {
  readonly name: string;
  readonly version: number;
  readonly dimensions: readonly TurnDimension[];
}

const labels = (entries: Readonly<Record<string, string>>): readonly DimensionLabel[] =>
  Object.entries(entries).map(([name, description]) => ({ name, description }));

/** Upper ends of the lengths of messages, in words. */
export const lengthBounds = [3, 8, 15, 30, 60, Infinity] as const;

/** What a message of so many words is called. */
export function lengthLabel(words: number): string {
  const place = lengthBounds.findIndex((bound) => words <= bound);
  const low = place === 0 ? 0 : (lengthBounds[place - 1] as number) + 1;
  const high = lengthBounds[place] as number;
  return high === Infinity ? `${low} words and more` : `${low} to ${high} words`;
}

/**
 * The eight dimensions of Liu et al. 2026 (realsim, arXiv 2605.02624): two of what a message is for, three of the user's
 * state, three of its form. Labels are theirs where they name them; descriptions are ours.
 */
export const eightDimensions: DimensionSet = {
  name: "eight-dimensions",
  version: 1,
  dimensions: [
    {
      name: "intent",
      group: "communicative function",
      several: false,
      by: "judge",
      labels: labels({
        retrieval: "asks for a particular fact or item",
        discovery: "looks around for ideas, options or suggestions",
        understanding: "wants something explained",
        distillation: "wants something summed up, extracted or classified",
        analysis: "wants something weighed, compared, solved or judged",
        "method guidance": "asks how something is done",
        "content generation": "wants something new written or made",
        "content modification": "wants something that is there changed, corrected or translated",
        "system management": "tells the assistant how to behave, or talks about the assistant itself",
        none: "asks for nothing",
      }),
    },
    {
      name: "feedback",
      group: "communicative function",
      several: false,
      by: "judge",
      labels: labels({
        "explicit positive": "says that the last answer was good",
        "explicit negative": "says that the last answer was bad or wrong",
        regeneration: "wants the last answer again, otherwise",
        continuation: "wants more of the last answer, or goes on from it",
        "asking clarification": "asks what the last answer means",
        "giving clarification": "explains or corrects what was asked before",
        none: "does not refer to the last answer",
      }),
    },
    {
      name: "emotion",
      group: "user state",
      several: false,
      by: "judge",
      labels: labels({
        neutral: "no feeling is shown",
        joy: "pleased, amused, enthusiastic",
        gratitude: "thankful",
        curiosity: "eager to know",
        confusion: "does not follow",
        frustration: "annoyed or impatient",
        sadness: "sad, lonely, hopeless",
        worry: "anxious or afraid",
        surprise: "did not expect it",
      }),
    },
    {
      name: "knowledge",
      group: "user state",
      several: true,
      by: "judge",
      labels: labels({
        "shows knowledge": "shows that they know the matter",
        "shows a gap": "shows that they do not know something of it",
        "is mistaken": "takes something for true that is not",
      }),
    },
    {
      name: "self-disclosure",
      group: "user state",
      several: true,
      by: "judge",
      labels: labels({
        demographic: "age, origin, work, place",
        physical: "body, health",
        relationships: "family, friends, colleagues",
        preferences: "likes and dislikes",
        past: "what they did or went through",
        future: "plans, wishes",
        worldview: "beliefs, values",
      }),
    },
    {
      name: "message length",
      group: "surface form",
      several: false,
      by: "text",
      labels: lengthBounds.map((bound) => {
        const name = lengthLabel(bound);
        return { name, description: name };
      }),
    },
    {
      name: "linguistic attributes",
      group: "surface form",
      several: true,
      by: "text",
      labels: labels({
        question: "a question mark",
        exclamation: "an exclamation mark",
        polite: "please, thanks, …",
        formal: "formal connectives and phrases",
        "small first letter": "begins with a small letter",
        "no end mark": "ends without a mark",
        capitals: "all in capitals",
        emoji: "an emoji or emoticon",
        "several lines": "more than one line",
      }),
    },
    {
      name: "errors",
      group: "surface form",
      several: true,
      by: "text",
      labels: surfaceErrors.map((name) => ({ name, description: name })),
    },
  ],
};
