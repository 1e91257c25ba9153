import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPersonalData } from "./find-personal-data.ts";

const found = (text: string) =>
  findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("findPersonalData", () => {
  it.each([
    ["Write to ann.lee+x@mail.example.org.", [["email", "ann.lee+x@mail.example.org"]]],
    [
      "Call +44 20 7946 0958 or (555) 010-9999!",
      [
        ["phone", "+44 20 7946 0958"],
        ["phone", "(555) 010-9999"],
      ],
    ],
    ["Card 4111 1111 1111 1111, please", [["card", "4111 1111 1111 1111"]]],
    ["IBAN DE89 3704 0044 0532 0130 00.", [["iban", "DE89 3704 0044 0532 0130 00"]]],
    ["Josefa: josé@müller.example", [["email", "josé@müller.example"]]],
    ["From 192.168.10.7", [["ip_address", "192.168.10.7"]]],
    [
      "From 2a02:8108:8ac0:1::1, fe80::1%eth0 and [2001:db8::ff00:42:8329]:443: blocked",
      [
        ["ip_address", "2a02:8108:8ac0:1::1"],
        ["ip_address", "fe80::1%eth0"],
        ["ip_address", "2001:db8::ff00:42:8329"],
      ],
    ],
    ["SSN 123-45-6789", [["us_social_security", "123-45-6789"]]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    "Table 12 for 4 at 19:30 on 2026-11-29 or 29.11.2026",
    "Sent 2026-11-29 19:30, read 29/11/2026 20:15",
    "It costs 1200 or 12,000.50 and has 1234567 seats",
    "Version 1.2.3 of @sdialog/core",
    "Order 4111111111111112",
    "Five of 300 and 400",
    "At 12:30:45 std::vector, a::b and ab:cd:ef",
  ])("takes no other number for one: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("finds places that are there, in order and apart, in any text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-d0-9 @.+()/-]{0,80}$/), (text) => {
        let last = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
