/** Criteria of {@link LLMJudgeGroundedness} by aspect; the material they speak of is shown as "experience". */
export const groundednessCriteria = {
  topic:
    "The dialogue is about the topic of the experience: what the participants talk about is what they were meant to talk about.",
  situation:
    "The dialogue takes place in the situation of the experience: its place, time, occasion and circumstances show in what is said or are at least consistent with it.",
  qualities:
    "Each participant shows the qualities (traits, character) that the experience gives to that person, in what is said and how the person reacts.",
  "speech-style": "Each participant talks in the style of speech that the experience gives to that person.",
  age: "What each participant says, knows and cares about fits the age that the experience gives to that person.",
  lifestyle:
    "What each participant says fits the way of life (work, habits, interests) that the experience gives to that person.",
  memories:
    "The participants draw on the memories that the experience gives them: events of the past are brought up or shape what is said, and none is contradicted.",
  relations:
    "The participants treat each other according to the relations between them in the experience: closeness, roles, shared history.",
  personas: "Each participant talks and acts as the persona that the experience gives to that person.",
  overall:
    "The dialogue as a whole follows from the experience: someone who knew only the experience would find it a fitting outcome.",
} as const;
