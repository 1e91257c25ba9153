import { expect, it } from "vitest";
import { manifestLinks, webAddress } from "./repository.ts";

it.each([
  "https://git.example.org/people/dialogues.git",
  "https://git.example.org/people/dialogues/",
  "https://somebody:secret-token@git.example.org/people/dialogues.git",
  "http://git.example.org:8080/people/dialogues",
  "ssh://git@git.example.org:2222/people/dialogues.git",
  "git@git.example.org:people/dialogues.git",
  "git://git.example.org/people/dialogues.git",
])("finds the page of %s", (remote) => {
  expect(webAddress(remote)).toBe("https://git.example.org/people/dialogues");
});

it.each(["/srv/git/dialogues.git", "../dialogues", "file:///srv/dialogues.git", "C:\\git\\dialogues", ""])(
  "knows that %j has no page",
  (remote) => {
    expect(webAddress(remote)).toBeUndefined();
  },
);

it("links a package to its folder", () => {
  expect(manifestLinks("https://git.example.org/people/dialogues", "packages/core")).toEqual({
    homepage: "https://git.example.org/people/dialogues/tree/main/packages/core#readme",
    bugs: "https://git.example.org/people/dialogues/issues",
    repository: {
      type: "git",
      url: "git+https://git.example.org/people/dialogues.git",
      directory: "packages/core",
    },
  });
});
