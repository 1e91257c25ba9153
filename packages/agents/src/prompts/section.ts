import { formHeading } from "@sdialog/llm/internal";

/**
 * The line that stands over each part of a prompt. Plain words: a small model that echoes what it reads is found out by
 * them (see the guard `noLeak`) and does less harm than one that echoes brackets. No line of them is something people
 * say, and the bundled model's chat template knows them.
 */
export const headings = {
  persona: "The character you play:",
  person: "The person this is about:",
  context: "The situation the conversation takes place in:",
  details: "What to know about this conversation:",
  example: "A conversation that sounds as this one should:",
  responses: "How your messages should sound:",
  rules: "The rules for what you write:",
  goal: "What you want to get from the assistant:",
  conversation: "The conversation up to now:",
  answer: "What the assistant answered:",
  step: "What to go on with next:",
  message: "The message in question:",
  speaker: "One of the people who speak:",
  people: "The people who take part:",
  scenario: "The scenario to follow:",
  talk: "How the people in it talk:",
  shot: "An example of the form, not of the content:",
  task: "What is to be written:",
  form: formHeading,
} as const;

/** What a part of a prompt is. */
export type SectionName = keyof typeof headings;

const anyHeading = new RegExp(
  `(${Object.values(headings)
    .map((heading) => heading.slice(0, -1))
    .join("|")}):`,
  "gi",
);

/**
 * A part of a prompt: a heading in plain words on a line of its own, and the text below it. The part ends where a blank
 * line and the next heading stand. What reads like a heading inside the text is put between quotation marks, so that what
 * a persona says about itself cannot open or close a part.
 */
export function section(name: SectionName, text: string): string {
  return `${headings[name]}\n${withoutHeadings(text).trim()}`;
}

/** The text with whatever reads like a {@link section}'s heading between quotation marks, for text that goes inside one. */
export function withoutHeadings(text: string): string {
  return text.replaceAll(anyHeading, "“$1”:");
}

/** The first line of a text that is one of our headings, with or without decoration around it. */
export function findHeading(text: string): string | undefined {
  return text.split("\n").find((line) => headingLine.test(line.trim()));
}

const headingLine = new RegExp(
  `^[#*_\\s]*(?:${Object.values(headings)
    .map((heading) => heading.slice(0, -1))
    .join("|")})[*_]*:`,
  "i",
);
