import { expect, it } from "vitest";
import { isDatabaseHere, isServiceHere } from "./is-here.ts";

it.each([
  "http://localhost",
  "https://localhost:8000/v1",
  "HTTP://LOCALHOST/",
  "http://127.0.0.1:11434/api?model=a&b=http://x.example#top",
  "http://[::1]:8000/@x.example",
  "ws://127.0.0.1:80/chat",
  "aim://localhost:53800",
])("%s is a service on this machine, and no database", (address) => {
  expect([isServiceHere(address), isDatabaseHere(address)]).toEqual([true, false]);
});

it.each([
  "postgres://localhost",
  "postgres://me@localhost/db",
  "postgresql://me@127.0.0.1:5432/db",
  "postgres://[::1]/db",
])("%s is a database on this machine, and no service", (address) => {
  expect([isServiceHere(address), isDatabaseHere(address)]).toEqual([false, true]);
});

it.each([
  "",
  "localhost",
  "//localhost",
  "http://",
  // Users, and hosts that only begin or end so.
  "http://localhost@x.example",
  "http://localhost:80@x.example",
  "http://localhost:pw@127.0.0.1",
  "http://x.example@localhost",
  "http://localhost.x.example",
  "http://x.localhost",
  "http://127.0.0.1.x.example",
  "http://localhostx",
  // Other ways of writing a number or a name.
  "http://2130706433",
  "http://0x7f000001",
  "http://0177.0.0.1",
  "http://127.1",
  "http://127.9.9.9",
  "http://0.0.0.0",
  "http://[::]",
  "http://[::ffff:127.0.0.1]",
  "http://[::1%25eth0]",
  "http://[0:0:0:0:0:0:0:1]",
  "http://localhost.",
  "http://localhost.:80/",
  "http://127.0.0.1./",
  "http://loc%61lhost",
  "http://ⓛocalhost",
  "http://localhost%2ex.example",
  // What readers of addresses pass over, or take for a slash.
  "http://localhost\\@x.example",
  "http:\\\\localhost",
  "http:/localhost",
  "http://localhost\\.x.example",
  "http://x.example\\@localhost",
  " http://localhost",
  "http://localhost ",
  "http://local\thost",
  "http://localhost\n.x.example",
  "http://localhost/\u0000",
  "http://localhost:",
  "http://localhost:port",
  "http://${HOST}",
  "http://localhost${REST}",
  "ftp://localhost",
  "file://localhost/etc/passwd",
  // Databases: what the driver reads besides the host.
  "postgres://me@localhost/db?host=127.9.9.9",
  "postgres://me@localhost/db?hostaddr=127.9.9.9",
  "postgres://me@localhost/db?port=5433",
  "postgres://me@localhost/db?options=-c%20a",
  "postgres://me@localhost/db?service=x",
  "postgres://me@localhost/db?sslkey=/etc/shadow",
  "postgres://me@localhost/db?",
  "postgres://me@localhost,x.example/db",
  "postgres://me@localhost:5432,x.example:5432/db",
  "postgres://me@%2Fvar%2Frun/db",
  "postgres://me@/db",
  "postgres:///db",
  "postgres:",
  "postgres://me@localhost/db#x",
  "postgres://me@localhost/../db",
  "postgres://me%40localhost@x.example/db",
  "postgres://me:pw@localhost/db",
  "socket:///var/run?db=x",
  "socket://localhost/x",
  "/var/run/postgresql db",
  "host=localhost",
])("%j is elsewhere", (address) => {
  expect([isServiceHere(address), isDatabaseHere(address)]).toEqual([false, false]);
});
