// What bundlers for browsers put in the place of Node's own modules: importing it does nothing, and whoever calls into it is
// told why that cannot be. Plain CommonJS, so that every name may be imported from it.
const absent = (name) =>
  function notInABrowser() {
    throw Object.assign(
      new Error(`${name} needs Node: files, processes and sockets are not to be had in a browser`),
      {
        code: "needs_node",
      },
    );
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
