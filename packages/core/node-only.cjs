// What bundlers for browsers put in the place of Node's own modules, and of packages that are made for Node: importing it
// does nothing, and whoever calls into it is told why that cannot be. Plain CommonJS, so that every name may be imported
// from it. It brings nothing along: its error is one of ours by the mark that SDialogError.isInstance looks for.
const mark = Symbol.for("sdialog.error");

const absent = (name) =>
  function notInABrowser() {
    const error = Object.assign(
      new Error(`${name} needs Node: files, processes and sockets are not to be had in a browser`),
      {
        name: "SDialogError",
        code: "needs_node",
        hint: "Do this on a server, and send its result to the page.",
      },
    );
    throw Object.defineProperty(error, mark, { value: true });
  };

module.exports = Object.create(
  new Proxy(
    {},
    {
      get: (_, name) =>
        typeof name === "symbol" || name === "then" || name === "__esModule" ? undefined : absent(name),
    },
  ),
);
