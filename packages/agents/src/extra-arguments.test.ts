import { InvalidArgumentError } from "@sdialog/core";
import { configure, usageMeter, withRecording } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "./agent/agent.ts";
import { noLeak } from "./guards/no-leak.ts";
import { notEmpty } from "./guards/not-empty.ts";
import { singleSpeaker } from "./guards/single-speaker.ts";
import { human } from "./participants/human.ts";
import { scripted } from "./participants/scripted.ts";
import { withNoise } from "./participants/with-noise.ts";
import { alternate } from "./turn-taking/alternate.ts";
import { noRepeat } from "./turn-taking/no-repeat.ts";
import { randomOrder, weighted } from "./turn-taking/random-order.ts";

type Free = (...given: unknown[]) => unknown;
const agent = () => new Agent({ name: "Ada", model: scriptedModel(["Hi", "Hello"]) });
const secret = "sk-planted-8Vb2Nq6Lx0";

/** What is called, and with what it can be. */
const calls: Readonly<Record<string, readonly [call: Free, ...good: unknown[]]>> = {
  "new Agent": [(...given) => Reflect.construct(Agent, given), {}],
  "Agent.dialogWith": [(...given) => Reflect.apply(agent().dialogWith, agent(), given), agent(), {}],
  "Agent.talkWith": [(...given) => Reflect.apply(agent().talkWith, agent(), given), agent(), {}],
  "Agent.conversationWith": [
    (...given) => Reflect.apply(agent().conversationWith, agent(), given),
    agent(),
    {},
  ],
  "Agent.lookahead": [(...given) => Reflect.apply(agent().lookahead, agent(), given), "Hi"],
  configure: [configure as Free, {}],
  withRecording: [withRecording as Free, "no-such-folder/calls.jsonl"],
  usageMeter: [usageMeter as Free],
  alternate: [alternate as Free],
  randomOrder: [randomOrder as Free],
  weighted: [weighted as Free, { Ada: 1 }],
  noRepeat: [noRepeat as Free, alternate()],
  noLeak: [noLeak as Free],
  notEmpty: [notEmpty as Free],
  singleSpeaker: [singleSpeaker as Free, {}],
  scripted: [scripted as Free, "Ada", []],
  human: [human as Free, "Ada", async () => "Hi"],
  withNoise: [withNoise as Free, agent(), {}],
};

describe.each(Object.entries(calls))("%s", (name, [call, ...good]) => {
  it("refuses what comes after its last argument, without telling it", () => {
    const failure = thrownBy(() => call(...good, { apiKey: secret }));
    expect(failure).toBeInstanceOf(InvalidArgumentError);
    expect(String(failure)).toContain(`${name} takes`);
    expect(JSON.stringify(failure)).not.toContain(secret);
  });
});

it("undefined after the last argument is not a mistake", () => {
  expect((scripted as Free)("Ada", [], undefined)).toMatchObject({ name: "Ada" });
});

function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
