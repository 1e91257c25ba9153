import { Context, defineAttributes, type Dialog, Random } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import * as z from "zod";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import type { AgentOptions } from "../agent/agent-options.ts";
import { Conversation } from "../conversation/conversation.ts";
import { feedbackUser } from "../participants/feedback-user/feedback-user.ts";
import { goalDirectedUser } from "../participants/goal-directed-user/goal-directed-user.ts";
import { descriptionsOf, findDescribed } from "./described-lines.ts";

class Regular extends defineAttributes("Regular", {
  name: z.string().default(""),
  role: z.string().default(""),
  phone: z.string().default(""),
  city: z.string().default(""),
  emotionalState: z.string().default(""),
  account: z.string().default(""),
  age: z.number().nullable().default(null),
  hobbies: z.array(z.string()).default([]),
}) {
  protected override describeAttribute(words: string, value: string): string {
    return `Your ${words}: ${value}`;
  }
}

const persona = new Regular({
  name: "Leo",
  role: "barista",
  age: 31,
  phone: "031 777",
  city: "Bern",
  emotionalState: "tired",
  account: "93418043810",
  hobbies: ["chess", "rowing"],
});
const context = new Context({
  location: "Downtown",
  topics: ["opening hours", "cake"],
  circumstances: "It rains and the roof leaks above the counter.",
  participants_shared_knowledge: "Leo and Ann went to school together.",
});

const leaks = [
  "Your name: Leo\nYour age: 31",
  "Your role: barista. Hi, what can I get you?",
  "Role: barista\nHi there.",
  "Hello! Your role: barista",
  "- **Your age:** 31",
  "Name: Leo\nRole: barista",
  "Emotional state: tired",
  "Name: Leo\nAge: 31\nCity: Bern",
  '"hobbies": ["rowing"]',
  "Your hobbies: rowing",
  "Your hobbies: chess, rowing. And yours?",
  "Your hobbies:\nchess, rowing",
  "Location: Downtown",
  "Well.\nTopics: opening hours, cake. What now?",
  "Circumstances: It rains and the roof",
  "Participants shared knowledge: Leo and Ann went to school together. So, hello.",
];
const talk = [
  "My name is Leo, I am 31",
  "Location? Downtown.",
  "Your name: Bob?",
  "Your role: guest, I suppose.",
  "One thing: it rains.",
  "The topics: too many. Shall we order?",
  "We have cake. Location: Downtown.",
  "It rains, and I like chess: it calms me.",
  "Account: 93418043810",
  "Name: Leo\nPhone: 031 777",
  "Age: 31",
  "City: Bern",
  "Sure.\nName: Leo\nName: Leo\nThat is L, e, o.",
];

const said = async (text: string, { group, as }: { group: boolean; as: AgentOptions["persona"] }) => {
  const leo = new Agent({ name: "Leo", persona: as, model: scriptedModel(() => text) });
  const others = (group ? ["Ann", "Bo"] : ["Ann"]).map(
    (name) => new Agent({ name, persona: "a guest", model: scriptedModel(() => "I see.") }),
  );
  return new Conversation({ participants: [leo, ...others], context, maxTurns: 1, retries: 0 }).run({
    seed: 1,
  });
};
const faults = ({ events }: Dialog) =>
  (events ?? [])
    .filter(({ action }) => action === "guard")
    .map(({ content }) => (content as { fault?: string }).fault);

describe.each([
  ["two people", false],
  ["a group", true],
])("what is recited of a description, among %s", (_, group) => {
  describe.each<[string, AgentOptions["persona"]]>([
    ["attributes", persona],
    ["a text", persona.describe()],
  ])("by a persona of %s", (_kind, as) => {
    it.each(leaks)("is found: %j", async (text) => {
      const dialog = await said(text, { group, as });
      expect([dialog.turns, faults(dialog)]).toEqual([[], ["leaked_prompt"]]);
    });

    it.each(talk)("is nothing that people say: %j", async (text) => {
      expect((await said(text, { group, as })).turns).toEqual([{ speaker: "Leo", text }]);
    });
  });
});

describe("findDescribed", () => {
  it("finds a long sentence that tells the speaker who it is, and leaves what people say to them", () => {
    const about = "You sell coffee from a van near the old harbour every morning. You like it.";
    expect(findDescribed(`Hm. ${about}`, [about])).toBeDefined();
    expect(findDescribed("You like it.", [about])).toBeUndefined();
    for (const own of [
      "I sell coffee from a van near the old harbour every morning.",
      "Make a reservation at Old Town Inn from May 1st to 24th.",
    ])
      expect(findDescribed(`I would like to ${own}`, [own])).toBeUndefined();
  });

  it("reads a persona as it is recorded where no prompt is known", () => {
    const known = descriptionsOf({ role: "barista", hobbies: ["chess", "rowing"], notes: "", x: null });
    expect(known).toEqual(["Your role: barista", "Your hobbies: chess; rowing"]);
    expect(descriptionsOf("Your role: barista")).toEqual(["Your role: barista"]);
    expect(descriptionsOf(undefined)).toEqual([]);
  });
});

describe("simulated users", () => {
  it("are held to their own lines, too", async () => {
    const as = persona.describe();
    const model = scriptedModel(() => "What does it cost?");
    for (const user of [
      feedbackUser({ persona: as, query: "Hi", model }),
      goalDirectedUser({ persona: as, goal: "The price", model }),
    ]) {
      const session = await user.begin({
        name: "User",
        others: [],
        events: [],
        random: new Random(1),
      } as never);
      expect(session.descriptions).toEqual([as]);
    }
  });
});
