/** What every protocol says in its shapes, so that all can be held to the same. */
export const shapeWords = {
  text: "Since dusk.",
  thinking: "The lamp is on.",
  refusal: "I may not say that.",
  calls: [
    { id: "a", name: "look_up_weather", input: { place: "North Pier" } },
    { id: "b", name: "look_up_weather", input: { place: "Süd-Mole" } },
  ],
  usage: { inputTokens: 21, outputTokens: 9 },
} as const;
