import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { scaffoldNames } from "./scaffold-names.ts";

describe("the names of a new package", () => {
  it.each(["taxi driver", "taxi-driver", "taxi_driver", "taxiDriver", "TaxiDriver", " Taxi  driver_"])(
    "are the same for %j",
    (name) => {
      expect(scaffoldNames("persona", name)).toEqual({
        words: "taxi driver",
        kebab: "taxi-driver",
        pascal: "TaxiDriver",
        camel: "taxiDriver",
        packageName: "sdialog-persona-taxi-driver",
      });
    },
  );

  it("keep the kind where it is part of the name", () => {
    expect(scaffoldNames("persona", "my-persona")).toMatchObject({
      pascal: "MyPersona",
      packageName: "sdialog-persona-my-persona",
    });
  });

  it("keep the capitals of an abbreviation in the class", () => {
    expect(scaffoldNames("persona", "ITSupport")).toMatchObject({ pascal: "ITSupport", kebab: "it-support" });
  });

  it.each(["", "-", "persona", "../evil", "3-times", "naïve", 'X"', "a\nb", "a.b"])("refuse %j", (name) => {
    expect(() => scaffoldNames("persona", name)).toThrow(InvalidArgumentError);
    expect(() => scaffoldNames("persona", name)).toThrow("cannot be the name of a persona");
  });

  it("say the article of the kind", () => {
    expect(() => scaffoldNames("orchestrator", "")).toThrow("the name of an orchestrator");
  });
});
