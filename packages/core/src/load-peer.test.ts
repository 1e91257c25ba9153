import { expect, it } from "vitest";
import { loadPeer } from "./load-peer.ts";

const missing = (name: string) =>
  Object.assign(new Error(`Cannot find package '${name}' imported from here`), {
    code: "ERR_MODULE_NOT_FOUND",
  });

it("gives what was imported", async () => {
  expect(await loadPeer("Speaking", "voices", async () => ({ speak: 1 }))).toEqual({ speak: 1 });
});

it("says which package to install, for what", async () => {
  const cause = missing("voices");
  const error = await loadPeer("Speaking", "voices", () => Promise.reject(cause)).catch((each) => each);
  expect(error).toMatchObject({ code: "missing_package", cause });
  expect(`${error.message} ${error.hint}`).toMatch(/Speaking .*voices/);
});

it.each([
  ["Node", missing("voices")],
  ["Node, of a file in it", missing("voices/all.js")],
  ["a bundler", Object.assign(new Error("Cannot find module 'voices'"), { code: "MODULE_NOT_FOUND" })],
])("is told by %s", async (_, cause) => {
  const loading = loadPeer("Speaking", "voices", () => Promise.reject(cause));
  await expect(loading).rejects.toMatchObject({ code: "missing_package", cause });
});

it.each([
  ["another of a name like it", missing("voices-more")],
  ["another package that the peer cannot find", missing("drums")],
  ["a fault inside the peer", Object.assign(new Error("'voices' broke"), { code: "EACCES" })],
  ["an error without a code", new Error("Cannot find package 'voices'")],
  ["what is no error", "ERR_MODULE_NOT_FOUND 'voices'"],
])("throws %s as it is", async (_, thrown) => {
  await expect(loadPeer("Speaking", "voices", () => Promise.reject(thrown))).rejects.toBe(thrown);
});
