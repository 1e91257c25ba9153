import { checkArguments, checkContract, requireArguments } from "@sdialog/core/internal";
import { addUsage } from "@sdialog/llm";
import type { Noise, Participant } from "../participant.ts";

/** The same participant, disturbed (further): what it says goes through `noise` before the others hear it. @throws InvalidArgumentError for anything else */
export function withNoise(participant: Participant, noise: Noise): Participant {
  checkArguments("withNoise", arguments, 2);
  requireArguments("withNoise", arguments, 2);
  checkContract("withNoise participant", "a participant", participant, ["begin"]);
  checkContract("withNoise noise", "a noise", noise, ["apply"]);
  const { name, description, persona, modelInfo, tools, distinction } = participant;
  return {
    name,
    description,
    persona,
    modelInfo,
    tools,
    distinction: [distinction, "noise"],
    noise: participant.noise === undefined ? noise : oneAfterTheOther(participant.noise, noise),
    begin: (run) => participant.begin(run),
  };
}

function oneAfterTheOther(first: Noise, second: Noise): Noise {
  return {
    async apply(text, moment) {
      const once = await first.apply(text, { ...moment, random: moment.random.fork("first") });
      const twice = await second.apply(once.text, moment);
      const usage = [once.usage, twice.usage].filter((one) => one !== undefined);
      return {
        text: twice.text,
        record: { type: "several", steps: [once.record ?? {}, twice.record ?? {}] },
        usage: usage.length === 0 ? undefined : usage.reduce(addUsage),
      };
    },
  };
}
