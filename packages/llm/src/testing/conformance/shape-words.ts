const call = { id: "a", name: "look_up_weather", input: { place: "North Pier" } };

/** What every protocol says in its shapes, so that all can be held to the same. */
export const shapeWords = {
  text: "Since dusk.",
  thinking: "The lamp is on.",
  refusal: "I may not say that.",
  calls: [call, { id: "b", name: "look_up_weather", input: { place: "Süd-Mole" } }],
  /** The first call as gpt-oss writes it, behind a server that hands on its words as they are. */
  callInText: `<|channel|>commentary to=functions.${call.name} <|constrain|>json<|message|>${JSON.stringify(call.input)}<|call|>`,
  usage: { inputTokens: 21, outputTokens: 9 },
} as const;
