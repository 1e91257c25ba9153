import type { KindWords } from "./kind-words.ts";

/** How heavy, tall, far or large something is. */
export const measureKindWords: Readonly<Record<string, KindWords>> = {
  weight: {
    answers: ["count", "money"],
    called: "weight, gewicht, poids, peso",
    asked:
      "how heavy, weight, weigh, weighs, wie schwer, gewicht, wiegt, wiegen, poids, pèse, peso, pesa, cuánto pesa",
  },
  height: {
    answers: ["count"],
    values: ["count", "text", "code"],
    called: "height, größe, körpergröße, taille, altura, estatura",
    asked:
      "how tall, how high, height, wie groß, körpergröße, combien mesurez, quelle taille, cuánto mide, altura, estatura",
  },
  distance: {
    answers: ["count"],
    called: "distance, how far, entfernung, distancia",
    asked: `how far, how many miles/kilometres/kilometers, distance, wie weit, entfernung, wie viele kilometer, à quelle distance, quelle distance, combien de kilomètres, qué distancia, a qué distancia, cuántos kilómetros, qué tan lejos`,
  },
  floorArea: {
    answers: ["count"],
    called:
      "floor area, living area, surface area, square feet/metres, wohnfläche, grundfläche, fläche, surface, superficie",
    asked: `how many square, how big, floor area, square feet/metres/meters, wie viele quadratmeter, wohnfläche, wie groß, combien de mètres, quelle surface, quelle est la surface, cuántos metros, superficie`,
  },
};
