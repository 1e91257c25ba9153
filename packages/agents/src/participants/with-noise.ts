import type { Noise, Participant } from "../participant.ts";

/** The same participant, disturbed: what it says goes through `noise` before the others hear it. */
export function withNoise(participant: Participant, noise: Noise): Participant {
  const { name, description, persona, modelInfo, tools, distinction } = participant;
  return {
    name,
    description,
    persona,
    modelInfo,
    tools,
    distinction: [distinction, "noise"],
    noise,
    begin: (run) => participant.begin(run),
  };
}
