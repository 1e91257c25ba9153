import type { ChatRequest } from "@sdialog/llm";

const experience = {
  relations: "Friends.",
  topic: "Lunch",
  conversation_starter: "Well?",
};

/** Answers anything in the form it is asked for; what it says follows from the seed. */
export function answerAnything(request: ChatRequest): string {
  const { messages, output, seed = 0 } = request;
  if (output === undefined) return `"Say ${seed}." 3`;
  const [, wanted = 2] = /Invent (\d+) people/.exec(messages.map(({ content }) => content).join("\n")) ?? [];
  const properties = Object.keys((output.schema["properties"] ?? {}) as object);
  const answers: Record<string, unknown> = {
    ...experience,
    message: `Hm ${seed}?`,
    satisfied: messages.length > 2,
    speaker: "Bo Day",
    contradicts: false,
    evidence: "",
    turns: [1, 2].map((number) => ({ number, text: `other ${number}` })),
    positive: true,
    verdicts: [{ turn: 3, positive: true }],
    personas: ["Ann", "Bo", "Cy", "Di"].slice(0, Number(wanted)).map((name) => ({
      name: `${name} ${seed}`,
      age: 30,
      qualities: ["shy"],
      lifestyle: { work: "cook", hobbies: ["chess"] },
      speech_style: "brief",
      memory: { recent: ["a fair"], long_term: ["a flood"] },
    })),
    topic: `Topic ${seed}`,
    situation: `At ${seed}, ${seed * 3}, ${seed * 7}.`,
  };
  return JSON.stringify(Object.fromEntries(properties.map((name) => [name, answers[name] ?? "x"])));
}
