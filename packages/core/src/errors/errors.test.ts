import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { DataFormatError } from "./data-format-error.ts";
import { InvalidArgumentError } from "./invalid-argument-error.ts";
import { MissingPackageError } from "./missing-package-error.ts";
import { SDialogError } from "./sdialog-error.ts";

describe("errors", () => {
  it("have a stable code, a hint and the cause", () => {
    const cause = new Error("why");
    const error = new DataFormatError("wrong", { source: "a.json", line: 3, hint: "Fix it.", cause });
    expect(error).toMatchObject({
      name: "DataFormatError",
      code: "data_format",
      source: "a.json",
      line: 3,
      hint: "Fix it.",
      cause,
    });
    expect(new InvalidArgumentError("no").code).toBe("invalid_argument");
  });

  it("name the place as far as it is known", () => {
    expect(new DataFormatError("wrong", { source: "a.json", line: 3 }).message).toBe("a.json:3: wrong");
    expect(new DataFormatError("wrong", { source: "a.json" }).message).toBe("a.json: wrong");
    expect(new DataFormatError("wrong", { line: 3 }).message).toBe("line 3: wrong");
    expect(new DataFormatError("wrong").message).toBe("wrong");
  });

  it.each([
    [["a"], "Speech needs a, which is not installed", "Run: npm install a"],
    [["a", "b"], "Speech needs a and b, which are not installed", "Run: npm install a b"],
  ])("say what to install where %j is missing", (packages, message, hint) => {
    const error = new MissingPackageError("Speech", packages, "why");
    expect(error).toMatchObject({ code: "missing_package", message, hint, packages, cause: "why" });
  });

  it("are recognised across copies of the package, and nothing else is", () => {
    const foreign = Object.assign(new Error("x"), { [Symbol.for("sdialog.error")]: true });
    expect(SDialogError.isInstance(foreign)).toBe(true);
    expect(SDialogError.isInstance(new InvalidArgumentError("x"))).toBe(true);
    expect(SDialogError.isInstance(new Error("x"))).toBe(false);
    expect(SDialogError.isInstance(null)).toBe(false);
  });

  it("show whence every cause came, and of another library's errors nothing that it carries", () => {
    const deepest = Object.assign(new Error("refused"), { headers: "key-1" });
    const cause = Object.assign(new TypeError("failed", { cause: deepest }), { headers: "key-2" });
    const shown = inspect(new DataFormatError("wrong", { line: 3, cause }));
    expect(shown).toMatch(/DataFormatError: line 3: wrong\n[^]*code: 'data_format'/);
    expect(shown).toMatch(/\[cause\]: TypeError: failed\n[^]*\[cause\]: Error: refused\n/);
    expect(shown).not.toMatch(/key-/);
    const ours = inspect(new InvalidArgumentError("no", { cause: new DataFormatError("bad", { line: 4 }) }));
    expect(ours).toMatch(/\[cause\]: DataFormatError: line 4: bad\n[^]*line: 4/);
    expect(inspect(new InvalidArgumentError("no"))).not.toContain("[cause]");
    expect(inspect(new InvalidArgumentError("no", { cause: "a word" }))).not.toContain("[cause]");
  });
});
