import { execFile } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { reasonOf, serverPlace } from "./server-place.ts";

const execute = promisify(execFile);
const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)("serverPlace for root", () => {
  /** A folder that everybody may enter, in one that nobody may when `mode` says so. */
  async function base(mode: number): Promise<string> {
    const outer = await mkdtemp(join("/tmp", "place é "));
    onTestFinished(() => rm(outer, { recursive: true, force: true }));
    await mkdir(join(outer, "inner"));
    await chmod(join(outer, "inner"), 0o755);
    await chmod(outer, mode);
    return join(outer, "inner");
  }

  it("finds programs that the server's user can run, whatever the umask and wherever the run is", async () => {
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    const { initdb, postgres, user, home } = await serverPlace(await temporaryFolder(), [await base(0o755)]);
    expect(user.uid).toBeGreaterThan(0);
    for (const program of [initdb, postgres]) {
      expect((await execute(program, ["--version"], { ...user, cwd: "/" })).stdout).toContain("PostgreSQL");
    }
    const share = join(dirname(dirname(initdb)), "share/postgresql/postgres.bki");
    await execute("cat", [share], { ...user, cwd: "/", maxBuffer: 1 << 24 });
    await expect(execute("ls", [dirname(home)], { ...user, cwd: "/" })).rejects.toThrow("ermission denied");
  });

  it("passes over folders that the server's user may not enter, and that belong to somebody else", async () => {
    const [hidden, taken, good] = [await base(0o700), await base(0o755), await base(0o755)];
    await mkdir(join(taken, "sdialog-postgres"));
    await chown(join(taken, "sdialog-postgres"), 12_345, 12_345);
    const place = await serverPlace("run", [hidden, taken, "/proc", good]);
    expect(place.postgres.startsWith(good)).toBe(true);
    expect(await readdir(join(taken, "sdialog-postgres"))).toEqual([]);
  });

  it("says why each folder will not do when none does", async () => {
    const hidden = await base(0o700);
    await expect(serverPlace("run", [hidden, "/proc"])).rejects.toMatchObject({
      code: "postgres_start",
      message: expect.stringMatching(
        /user "\w+" can run it in no folder: .*place é.*permissions of .*; \/proc/,
      ),
    });
  });

  it("lets many runs make the copy at once", async () => {
    const shared = await base(0o755);
    const folders = ["a", "b", "c", "d"];
    const places = await Promise.all(folders.map((folder) => serverPlace(folder, [shared])));
    expect(new Set(places.map(({ postgres }) => postgres)).size).toBe(1);
    expect(new Set(places.map(({ home }) => home)).size).toBe(4);
    expect(await readdir(join(shared, "sdialog-postgres"))).toHaveLength(2);
  });
});

describe.runIf(!isRoot)("serverPlace for other users", () => {
  it("is beside the run, and runs what is installed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "place é "));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const place = await serverPlace(folder);
    expect(place).toMatchObject({ user: {}, home: join(folder, "postgres") });
    expect(place.postgres).toContain("node_modules");
  });
});

describe("reasonOf", () => {
  it("quotes the program before Node's words for its end", () => {
    const failure = Object.assign(new Error("Command failed"), { stderr: " no space left\n" });
    expect(reasonOf(failure)).toBe("no space left");
  });

  it.each([
    [new Error("no such host"), "no such host"],
    [Object.assign(new Error("Command failed"), { stderr: " \n" }), "Command failed"],
    [
      Object.assign(new Error("EACCES, open"), { code: "EACCES", syscall: "open", path: "x" }),
      "EACCES, open",
    ],
    [Object.assign(new Error("ENOENT, spawn x"), { code: "ENOENT", syscall: "spawn x" }), "ENOENT, spawn x"],
    ["a text", "a text"],
  ])("else is what Node says: %s", (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });

  it("does not blame a program for the folder that it is in", async () => {
    const error: unknown = await execute("/proc/version").catch((cause: unknown) => cause);
    expect(reasonOf(error)).toMatch(/^permissions of \/proc\/version, of a folder above it/);
  });
});
