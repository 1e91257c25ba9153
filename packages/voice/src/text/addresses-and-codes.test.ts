import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

const said = async (written: string, language: string) => (await speakableText(written, language)).text;

describe("addresses, names and codes", () => {
  it.each([
    [
      "en",
      "See https://example.com/a_b/?q=1#top, www.x.org.",
      "See example dot com slash a underscore b, x dot org.",
    ],
    ["en", "It did.It works. Node.js is here", "It did.It works. Node.js is here"],
    ["en", "a.b+c@mail.example.org", "a dot b plus c at mail dot example dot org"],
    ["en", "#deal with @ann_lee", "hashtag deal with at ann_lee"],
    ["pl", "#deal @ann", "#deal @ann"],
    [
      "en",
      "v1.2, v 1.2, 1.2.3 and 192.168.0.1",
      "version one dot two, v one point two, one dot two dot three and one nine two dot one six eight dot zero dot one",
    ],
    ["de", "v1.2 und 10.0.0.1", "Version eins Punkt zwei und zehn Punkt null Punkt null Punkt eins"],
    ["pl", "1.2.3", "jeden dwa trzy"],
    [
      "en",
      "555-1234, 555-123-4567 and 12-34",
      "five five five, one two three four, five five five, one two three, four five six seven and twelve to thirty-four",
    ],
    ["de", "555-1234", "fünfhundertfünfundfünfzig bis zwölfhundertvierunddreißig"],
    [
      "en",
      "+15551234567 or (0)30 1234",
      "plus one five five five one two three four five six seven or zero, three zero, one two three four",
    ],
    [
      "en",
      "1234 5678 9012 3456",
      "one two three four, five six seven eight, nine zero one two, three four five six",
    ],
    [
      "en",
      "COVID-19, AB-1234, mp3, B2B, H2O, A1",
      "COVID nineteen, A B one two three four, mp three, B two B, H two O, A one",
    ],
    ["en", "5e8a1c2d-1f2e-4a5b", "five e eight a one c two d, one f two e, four a five b"],
    ["de", "+49 (0)30 1234567", "plus vier neun, null, drei null, eins zwei drei vier fünf sechs sieben"],
  ])("in %s: %s", async (language, written, words) => {
    expect(await said(written, language)).toBe(words);
  });

  it("tells what of an address is not said", async () => {
    const { unspoken } = await speakableText("See https://example.com/a?q=1#top and www.x.org.", "en");
    expect(unspoken).toEqual([{ what: "address", text: "?q=1#top" }]);
  });
});
