import type { Experience } from "./experience.ts";

/** The example a hub starts with. */
export const seedExperience: Experience = {
  personas: [
    {
      name: "Marta Olsen",
      age: 41,
      qualities: ["practical", "warm", "a little bossy"],
      lifestyle: { work: "runs a bicycle repair shop", hobbies: ["sea swimming", "baking rye bread"] },
      speech_style: "short sentences, asks before she advises",
      memory: {
        recent: [
          "repaired a cargo bike for a neighbour who could not pay",
          "read that the street will be closed to cars",
        ],
        long_term: ["grew up in a village where everyone shared tools"],
      },
    },
    {
      name: "Idris Bah",
      age: 29,
      qualities: ["curious", "cautious with money"],
      lifestyle: { work: "delivers parcels by van", hobbies: ["chess", "old soul records"] },
      speech_style: "dry humour, likes numbers",
      memory: {
        recent: [
          "got two parking fines in one week",
          "was asked by his company whether he would try a cargo bike",
        ],
        long_term: ["promised his father never to be late"],
      },
    },
    {
      name: "Jun Takeda",
      age: 67,
      qualities: ["patient", "stubborn about noise"],
      lifestyle: {
        work: "retired music teacher",
        hobbies: ["balcony garden", "writing letters to the council"],
      },
      speech_style: "polite, tells small stories",
      memory: {
        recent: ["counted the cars in front of the house for a week"],
        long_term: ["taught half of the street to play the piano"],
      },
    },
  ],
  relations: "Neighbours in the same street; Marta repairs Idris's bicycle, and Jun taught Marta's daughter.",
  situation:
    "They meet in Marta's shop after the council has announced that the street will be closed to cars in spring.",
  topic: "Whether a street without cars is good for the people who work in it",
  conversation_starter: "So, have you all seen the letter about the street?",
};
